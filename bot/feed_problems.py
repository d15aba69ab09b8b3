"""What kept a feed from being read, as a word that can be kept and said in any language."""

import feeds
from bot.feed_facts import FeedProblem

_PROBLEMS: tuple[tuple[type[feeds.FeedError], FeedProblem], ...] = (
    (feeds.BadAddress, FeedProblem.BAD_ADDRESS),
    (feeds.NotAllowed, FeedProblem.NOT_ALLOWED),
    (feeds.TimedOut, FeedProblem.TIMED_OUT),
    (feeds.Gone, FeedProblem.GONE),
    (feeds.BotCheck, FeedProblem.BOT_CHECK),
    (feeds.RateLimited, FeedProblem.RATE_LIMITED),
    (feeds.HostRests, FeedProblem.RATE_LIMITED),
    (feeds.HttpRefused, FeedProblem.REFUSED),
    (feeds.TooLarge, FeedProblem.TOO_LARGE),
    (feeds.TooManyRedirects, FeedProblem.TOO_MANY_REDIRECTS),
    (feeds.NotAFeed, FeedProblem.NOT_A_FEED),
    (feeds.Unreachable, FeedProblem.UNREACHABLE),
)


def problem_of(error: feeds.FeedError) -> FeedProblem:
    """Name what an error says."""
    if isinstance(error, feeds.RateLimited) and error.bot_check:
        return FeedProblem.BOT_CHECK
    for kind, problem in _PROBLEMS:
        if isinstance(error, kind):
            return problem
    return FeedProblem.UNEXPECTED


def status_of(error: feeds.FeedError) -> int | None:
    """Give the HTTP status of an answer that said no."""
    return error.status if isinstance(error, feeds.HttpRefused) else None
