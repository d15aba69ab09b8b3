"""Watching a term: what a colleague wishes becomes a question, or subscriptions that are stored."""

from dataclasses import replace

from bot.adding import cannot_post
from bot.answers.feeds import feed_not_added, feed_problem
from bot.answers.guidance import missing_argument, too_long
from bot.answers.watches import unknown_place, watch_already, watch_asks, watch_started
from bot.asking import FeedReading
from bot.desk import Asker, Desk
from bot.feed_facts import FeedProblem
from bot.feed_problems import problem_of, status_of
from bot.language import Language
from bot.message import LONGEST_VALUE, Message
from bot.slack import Slack
from bot.watches import find_watch, store_watch
from bot.wishes import LONGEST_TERM, UnknownPlace, Wish, addresses, read_wish, write_wish
from feeds import FeedError, NotAFeed
from feeds.places import FeedAddress


def watch(desk: Desk, slack: Slack, reading: FeedReading, asker: Asker, text: str) -> Message:
    """Watch what a command says, for the channel that the asker is in."""
    wish = read_wish(text, asker.channel or "")
    language = desk.language_of(asker)
    if wish is None:
        return missing_argument("watch", language)
    if isinstance(wish, UnknownPlace):
        return unknown_place(wish.word, language)
    if len(wish.term) > LONGEST_TERM:
        return too_long(LONGEST_TERM, language)
    return start_watch(desk, slack, reading, asker, wish)


def start_watch(
    desk: Desk, slack: Slack, reading: FeedReading, asker: Asker, wish: Wish
) -> Message:
    """Store a wish's feeds, or ask for what is missing; say what came of it."""
    with desk.visit(asker) as visit:
        language = visit.language
        workspace_language = visit.workspace.language
        bot_user = visit.workspace.bot_user_id or ""
        known = find_watch(visit, wish.term, wish.channel)
        # One term makes one address at a place, however it is capitalised this time.
        wish = replace(wish, term=known.term if known else wish.term)
    if refusal := cannot_post(slack, replace(asker, channel=wish.channel), bot_user, language):
        return refusal
    found, questions = addresses(wish, workspace_language)
    if questions:
        written = write_wish(wish)
        if len(written) > LONGEST_VALUE:
            return too_long(LONGEST_VALUE, language)
        return watch_asks(wish.term, [question for _, question in questions], written, language)
    feeds: list[FeedAddress] = []
    for address in found:
        read = _behind_page(reading, address, language) if address.page else address
        if isinstance(read, Message):
            return read
        feeds.append(read)
    with desk.visit(asker) as visit:
        if visit.workspace.channel is None:
            visit.workspace.channel = wish.channel
        watched = store_watch(visit, wish.term, wish.channel, feeds)
    if watched.watch is None:
        return watch_already(wish.term, language)
    return watch_started(watched.watch, watched.new, language)


def _behind_page(
    reading: FeedReading, address: FeedAddress, language: Language
) -> FeedAddress | Message:
    """Read a page to find the feed that it stands for."""
    problem = feed_problem(FeedProblem.NOT_A_FEED, language)
    try:
        reading.read(address.url)
    except NotAFeed as error:
        if error.links:
            return replace(address, url=error.links[0].url, page=False)
    except FeedError as error:
        problem = feed_problem(problem_of(error), language, status_of(error))
    return feed_not_added(address.url, problem, language)
