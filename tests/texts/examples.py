"""Every text the bot can say, drawn from given facts: the tests walk over all of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from bot import facts as f
from bot import ids
from bot.answers import claims, dead_feeds, feed_choice, feed_lists, feeds, guidance, lists
from bot.cards import card
from bot.demo.tour import Places, Step, install_modal, tour
from bot.digest_message import digest
from bot.feed_facts import FeedProblem, SubscriptionFacts
from bot.language import Language
from bot.message import Message
from bot.modals import settings_modal
from bot.submissions import StateValues, read_settings
from bot.thread_lines import thread_line
from feeds import FeedLink
from tests.texts.examples_of_answers import answer, answers_and_lessons, lesson
from tests.texts.examples_of_contacts import contacts
from tests.texts.examples_of_forgetting import forgetting_said
from tests.texts.examples_of_hand_overs import hand_overs_said
from tests.texts.examples_of_homes import homes
from tests.texts.examples_of_log import files_said, log_said, map_said
from tests.texts.examples_of_people import no_contact, people_said
from tests.texts.examples_of_rules import rules_and_mutes
from tests.texts.examples_of_sources import sources_and_floods
from tests.texts.examples_of_tips import tips_said
from tests.texts.examples_of_watches import watch, watches_said
from tests.texts.given import NOW, ZURICH, Given, Said, colleague

NAMES = {"en": "English", "de": "Deutsch"}


def mention(given: Given, state: f.MentionState = f.MentionState.OPEN) -> f.MentionFacts:
    return f.MentionFacts(
        number=given.number,
        title=given.text,
        link=given.link,
        place=given.word,
        authors=(given.word, given.text, given.word, given.text),
        excerpt=given.text,
        published=given.published,
        found=NOW,
        state=state,
        holder=colleague(given),
        since=NOW - timedelta(hours=2),
        reply_text=given.text,
        reply_link=given.link,
        card_link=given.link,
    )


def engagement(given: Given, kind: f.EngagementKind = f.EngagementKind.REPLY) -> f.EngagementFacts:
    return f.EngagementFacts(
        kind=kind,
        at=NOW,
        colleague=colleague(given),
        person=given.word,
        mention_number=given.number,
        mention_title=given.text,
        mention_link=given.link,
        reply_text=given.text,
        reply_link=given.link,
        other=colleague(given),
        note=given.text,
    )


def subscription(given: Given, problem: str | None = None) -> SubscriptionFacts:
    return SubscriptionFacts(
        number=given.number,
        title=given.text,
        url=given.link or given.text,
        channel="C888",
        mention_count=given.count,
        next_poll=NOW,
        problem=problem,
        last_read=NOW if given.count else None,
        weekly=given.count / 2 if given.count else None,
    )


def everything(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    """Draw every text there is, each with the name of the function that says it."""
    yield from _cards(language, given)
    yield from _guidance(language, given)
    yield from _claims(language, given)
    yield from _feeds(language, given)
    yield from watches_said(language, given)
    yield from files_said(language)
    yield from map_said(language, given)
    yield from _lists(language, given)
    yield from people_said(language, given, mention(given), engagement(given))
    yield from _views(language, given)
    yield from _digests(language, given)
    yield from _tour(language, given)
    yield from contacts(language, given, mention(given), engagement(given))
    yield from sources_and_floods(language, given, mention(given))
    yield from hand_overs_said(language, given, mention(given), engagement(given))
    yield from rules_and_mutes(language, given, subscription(given))
    yield from tips_said(language, given, mention(given))
    yield from forgetting_said(language, given, mention(given))
    yield from answers_and_lessons(language, given, mention(given))


def _tour(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    page = "http://127.0.0.1:1/"
    places = Places("C1", given.word, page, page, "111")
    for done in ([], list(Step)[:-1], list(Step)):
        yield "tour", tour(given.word, places, done, language)
    yield "install_modal", install_modal(language)


def _cards(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    for state in f.MentionState:
        yield "card", card(mention(given, state), language, f.Emojis(), ZURICH)
    warned = replace(mention(given), no_contact=no_contact(given))
    yield "card", card(warned, language, f.Emojis(), ZURICH)
    offered = replace(mention(given, f.MentionState.CLAIMED), is_offered=True)
    for giver in (colleague(given), None):
        yield "card", card(replace(offered, giver=giver), language, f.Emojis(), ZURICH)
    nobody = replace(mention(given), title="", excerpt="", place="", authors=(), holder=None)
    for state in f.MentionState:
        yield "card", card(replace(nobody, state=state), language, f.Emojis(), ZURICH)
    replied = replace(mention(given, f.MentionState.REPLIED), answers=(answer(given),) * 5)
    yield "card", card(replied, language, f.Emojis(), ZURICH)
    yield "answers_on_card", card(replace(replied, place=""), language, f.Emojis(), ZURICH)
    for kind in f.EngagementKind:
        yield "thread_line", thread_line(engagement(given, kind), language)
        joined = replace(engagement(given, kind), joined=(colleague(given),) * 5)
        yield "thread_line", thread_line(joined, language)
        bare = replace(engagement(given, kind), other=None, note=None, reply_text=None)
        yield "thread_line", thread_line(bare, language)


def _guidance(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    yield "help_message", guidance.help_message(language)
    yield "unknown_subcommand", guidance.unknown_subcommand(given.text, language)
    for subcommand, text in guidance.usages(language).items():
        yield "usages", text
        yield "missing_argument", guidance.missing_argument(subcommand, language)
        misspelt = guidance.unknown_subcommand(subcommand[:-1], language)
        yield "unknown_subcommand", _without(misspelt, subcommand[:-1])
    yield "not_a_number", guidance.not_a_number(given.text, language)
    yield "no_such_mention", guidance.no_such_mention(given.number, language)
    yield "no_such_feed", guidance.no_such_feed(given.number, language)
    yield "too_long", guidance.too_long(given.number, language)
    yield "too_slow", guidance.too_slow(language)
    yield "not_understood", guidance.not_understood(given.text, "list", language)
    yield "settings_saved", guidance.settings_saved(language)
    yield "language_changed", guidance.language_changed(language)
    yield "went_wrong", guidance.went_wrong(given.word, language)
    yield "not_in_channel", guidance.not_in_channel("C1", "U1", language)
    yield "only_in_channels", guidance.only_in_channels(language)


def _without(message: Message, word: str) -> Message:
    """Take out what was typed, so that only our words are left."""
    text = message.text.replace(word, "0", 1)
    return Message(text, [{"type": "section", "text": {"type": "mrkdwn", "text": text}}])


def _claims(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    about = mention(given, f.MentionState.CLAIMED)
    yield "claimed_by_you", claims.claimed_by_you(about, language)
    for to_reply in (True, False):
        asked = no_contact(given)
        drawn = claims.asks_first(about, asked, language, ZURICH, to_reply=to_reply)
        yield "asks_first", drawn
    yield "only_reads_along", claims.only_reads_along(about, language)
    yield "load", claims.load(6, language)
    yield "held_by", claims.held_by(about, language, NOW)
    yield "already_yours", claims.already_yours(about, language)
    yield "released", claims.released(about, language)
    yield "not_yours", claims.not_yours(about, language, NOW)
    yield "nothing_to_release", claims.nothing_to_release(about, language)
    yield "dismissed", claims.dismissed(about, language)
    yield "already_dismissed", claims.already_dismissed(about, language, NOW)
    yield "reopened", claims.reopened(about, language)
    yield "nothing_to_reopen", claims.nothing_to_reopen(about, language)
    yield "already_replied", claims.already_replied(about, language, NOW)
    yield "offer_reply", claims.offer_reply(about, language)
    refusal = claims.already_yours(about, language)
    yield "with_text_kept", claims.with_text_kept(refusal, given.text, language)


def _feeds(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    feed = subscription(given)
    for sample in (True, False):
        added = feeds.feed_added(feed, given.count, language, sample=sample)
        yield "feed_added", added
    yield "feed_already", feeds.feed_already(feed, language)
    yield "feed_removed", feeds.feed_removed(feed, language)
    yield "feed_list", feeds.feed_list((), language, ZURICH)
    for problem in FeedProblem:
        text = feeds.feed_problem(problem, language, status=403)
        yield "feed_problem", text
        yield "feed_not_added", feeds.feed_not_added(given.link or given.text, text, language)
    unknown = feeds.feed_problem(FeedProblem.REFUSED, language)
    yield "feed_problem", unknown
    yield "feed_list", feeds.feed_list([subscription(given, unknown)] * 50, language, ZURICH)
    dead = replace(subscription(given, unknown), dead=True, next_poll=None)
    yield "feed_list", feeds.feed_list([dead] * 50, language, ZURICH)
    yield "feed_dead", dead_feeds.feed_dead(dead, language)
    yield "feed_alive", dead_feeds.feed_alive(feed, given.count, language)
    yield "feed_still_dead", dead_feeds.feed_still_dead(dead, unknown, language)
    watched = replace(subscription(given, unknown), watch=watch(given))
    yield "feed_list", feeds.feed_list([feed, *[watched] * 50], language, ZURICH)
    links = [
        FeedLink(given.link or "https://1.2/", given.text),
        FeedLink("https://1.2/" + "3" * 1990),
    ] * 9
    yield (
        "feed_choice",
        feed_choice.feed_choice(given.link or given.text, links, "C1", "", language),
    )
    for lines in ((), (1,), tuple(range(50))):
        drawn = feed_lists.list_imported(given.count, given.count, lines, "C1", language)
        yield "list_imported", drawn
    yield "list_not_read", feed_lists.list_not_read(language)
    yield "file_not_fetched", feed_lists.file_not_fetched(language)


def _lists(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    many = [mention(given, state) for state in f.MentionState] * 3
    for which in f.MentionFilter:
        for mentions, page in ((many, 1), (many, 2), ([], 1)):
            drawn = lists.mention_list(mentions, language, NOW, which=which, page=page, pages=2)
            yield "mention_list", drawn
    yield "mention_line", lists.mention_line(mention(given), language, NOW)
    lines = [engagement(given, kind) for kind in f.EngagementKind] * 3
    nobody = [replace(engagement(given), person="", mention_title="")]
    for shown in (lines, nobody, []):
        yield from log_said(language, given, tuple(shown[:10]))
    yield "engagement_line", lists.engagement_line(engagement(given), language, ZURICH)


def _views(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    settings = f.SettingsFacts("C1", time(9), "Europe/Zurich", "de")
    for managers in ((), (colleague(given),) * 20):
        for names_managers in (True, False):
            shown = replace(settings, community_managers=managers, names_managers=names_managers)
            yield "settings_modal", settings_modal(shown, language, NAMES)
    # A choice that the modal does not offer by itself.
    strict = replace(settings, claiming=f.Claiming(excludes_guests=True, first_call_minutes=45))
    yield "settings_modal", settings_modal(strict, language, NAMES)
    wrong: StateValues = {
        ids.Block.ZONE: {ids.Action.INPUT: {"value": "1/2"}},
        ids.Block.EMOJI_CLAIM: {ids.Action.INPUT: {"value": ":1:"}},
        ids.Block.EMOJI_REPLIED: {ids.Action.INPUT: {"value": "1"}},
    }
    errors = read_settings(wrong, language)
    assert isinstance(errors, dict)
    yield from (("read_settings", text) for text in errors.values())
    yield from homes(language, given, mention(given))


def _digests(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    some = (mention(given),) * 8
    lively = f.DigestFacts(
        day=date(2026, 11, 3),
        since=NOW,
        new_count=50,
        new=some,
        waiting_count=given.count,
        waiting=some[: given.count],
        held_count=50,
        held=some,
        replied_count=50,
        replied=(engagement(given), replace(engagement(given), person="", reply_text="")) * 4,
        lesson_count=50,
        lessons=(lesson(given, mention(given)),) * 8,
    )
    waiting = replace(lively, replied_count=0, replied=(), lesson_count=0, lessons=())
    held = replace(waiting, waiting_count=0, waiting=())
    quiet = replace(held, new_count=0, new=(), held_count=0, held=())
    for facts in (lively, waiting, held, quiet):
        yield "digest", digest(facts, language, ZURICH)
