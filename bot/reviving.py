"""Reviving: a feed that was given up is asked once more, when somebody wants it."""

from bot.answers.dead_feeds import feed_alive, feed_still_dead
from bot.answers.feeds import feed_problem
from bot.answers.guidance import no_such_feed
from bot.asking import FeedReading
from bot.desk import Asker, Desk
from bot.feed_models import Feed
from bot.feed_problems import problem_of, status_of
from bot.intake import Answered, take_in
from bot.listening import subscriptions_of
from bot.message import Message
from bot.subscription_facts import subscription_facts
from bot.subscriptions import subscription_by_number
from feeds import FeedError


def try_again(desk: Desk, reading: FeedReading, asker: Asker, number: int) -> Message:
    """Read a feed at once, and say whether that works; if so, it is polled again as before."""
    with desk.visit(asker) as visit:
        language = visit.language
        row = subscription_by_number(visit.session, visit.workspace.id, number)
        if row is None:
            return no_such_feed(number, language)
        facts = subscription_facts(row, language)
    try:
        answer = reading.read(facts.url)
    except FeedError as error:
        problem = feed_problem(problem_of(error), language, status_of(error))
        return feed_still_dead(facts, problem, language)
    with desk.visit(asker) as visit:
        row = subscription_by_number(visit.session, visit.workspace.id, number)
        if row is None:
            return no_such_feed(number, language)
        feed = visit.session.get_one(Feed, row.feed_id, with_for_update=True)
        answered = Answered(feed, subscriptions_of(visit.session, [feed.id])[feed.id], answer)
        brought = take_in(
            visit.session,
            [answered],
            reading.intervals,
            visit.now,
            cards=reading.cards_per_poll,
        )
    return feed_alive(facts, brought.mentions, language)
