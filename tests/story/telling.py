"""The whole story, as colleagues live it, whichever way the bot runs."""

from collections.abc import Callable
from typing import Any

from sandbox.colleague import Colleague
from sandbox.driver import Driver, all_text
from tests.at_once import in_the_same_instant
from tests.documents import item, rss
from tests.feeds.server import FeedServer


def live_until_answered(slack: Driver, feed_server: FeedServer) -> dict[str, Any]:
    """Add a feed, race for its new entry, answer it, look it up; give the card."""
    team = [slack.colleague(name) for name in ("su", "loi", "mara")]
    su = team[0]
    url = feed_server.serve("/feed", rss(item(1)))
    su.runs(f"/mentions add {url}", in_="mentions")
    su.sees_ephemeral("Bergblog")
    slack.waits_for("mentions", "Story 1 about Acme")

    feed_server.serve("/feed", rss(item(2), item(1)))
    card = slack.waits_for("mentions", "Story 2 about Acme")
    assert "Anna Beispiel" in all_text(card)
    assert "#2" in all_text(card)
    slack.waits_until_changed(card, lambda message: message.get("reactions"))

    def claim(colleague: Colleague) -> Callable[[], None]:
        return lambda: colleague.reacts("raised_hand", to=card)

    in_the_same_instant([claim(colleague) for colleague in team])
    card = slack.waits_until_changed(card, lambda message: "Release" in all_text(message))
    winner = next(one for one in team if f"*{one.name.capitalize()}*" in all_text(card))
    others = [one for one in team if one is not winner]
    for other in others:
        other.sees_ephemeral("#2")
    slack.waits_for_reply(card, "claimed")

    winner.clicks("Answer…", on=card)
    modal = winner.sees_modal("What did you answer?")
    assert "What I think of Acme, part 2." in all_text(modal)
    wrong = winner.submits(modal, reply_text="Thanks, Anna!", reply_link="nowhere")
    assert not wrong["ok"]
    done = winner.submits(
        modal, reply_text="Thanks, Anna!", reply_link="https://blog.example/2#comment-7"
    )
    assert done["ok"]
    card = slack.waits_until_changed(card, "Thanks, Anna!")
    slack.waits_for_reply(card, "Thanks, Anna!")

    others[0].runs("/mentions log", in_="random")
    log = all_text(others[0].sees_ephemeral("Thanks, Anna!"))
    assert "Anna Beispiel" in log
    others[0].runs("/mentions person anna beispiel", in_="random")
    others[0].sees_ephemeral("blog.example")
    return card


def read_digest(slack: Driver, card: dict[str, Any]) -> None:
    """See the digest come after the card, with what happened."""
    digest = slack.waits_for("mentions", lambda message: message["ts"] > card["ts"], within=25)
    assert "Story 2 about Acme" in all_text(digest)
    assert "Story 1 about Acme" in all_text(digest)
