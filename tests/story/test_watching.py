"""A term is watched on many places: asked for what lacks, found in what comes, and ended again."""

import re

from sqlalchemy import select

from bot.feed_models import Feed, Subscription, Watch
from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.documents import item, rss
from tests.story.office import Office, answer, told_after


def entry(number: int, title: str, author: str = "Anna Beispiel") -> dict[str, str]:
    return item(number, author=author) | {"title": title, "description": "Nothing more."}


def urls(office: Office) -> set[str]:
    with office.bot.bot.store.read() as session:
        return set(session.scalars(select(Feed.url).join(Subscription)))


def watches(office: Office) -> list[str]:
    with office.bot.bot.store.read() as session:
        return list(session.scalars(select(Watch.term)))


def number_of(told: str) -> str:
    found = re.search(r"number (\d+)", told)
    assert found, told
    return found[1]


def is_read(office: Office, url: str, times: int = 1) -> None:
    """Let the bot look at its feeds until one of them was read that often."""
    path = url.partition(f":{office.feeds.port}")[2]

    def asked() -> bool:
        office.looks_at_feeds()
        return len(office.feeds.asked(path)) >= times

    wait_until(asked, 15, lambda: f"{path} was not read {times} times")


def test_a_watch_asks_for_what_it_lacks_and_finds_the_term_where_nobody_searches(
    office: Office,
) -> None:
    blog = office.feeds.serve("/blog", rss(entry(1, "Old news of Globex"), title="Blog"))
    office.feeds.serve("/posts.rss", rss(entry(2, "An old Globex post"), title="Forum"))
    asked = told_after(
        office.su,
        lambda: office.su.runs(f'/mentions watch "Globex" on {blog}, discourse', in_="mentions"),
        "mentions",
    )
    assert "a little more about Discourse" in all_text(asked)
    assert watches(office) == []

    office.su.clicks("Tell more…", on=asked)
    modal = office.su.sees_modal("Discourse: Which site?")
    refused = office.su.submits(modal, ask_1_site="nowhere")
    assert "forum.example.org" in refused["errors"]["ask_1_site"]

    def submit() -> None:
        site = office.feeds.url("").rstrip("/")
        assert office.su.submits(modal, ask_1_site=site)["ok"]

    told = all_text(told_after(office.su, submit, "mentions"))
    assert "From now on I look for “Globex”" in told
    assert {blog, office.feeds.url("/posts.rss")} <= urls(office)

    is_read(office, blog)
    is_read(office, office.feeds.url("/posts.rss"))
    office.feeds.serve(
        "/posts.rss",
        rss(
            entry(4, "Nothing of interest"),
            entry(3, "Why GLOBEX, of all?", "@anna Anna Muster"),
            entry(2, "An old Globex post"),
            title="Forum",
        ),
    )
    office.looks_at_feeds()
    card = office.card_of("Why GLOBEX, of all?")
    assert "Anna Muster" in all_text(card)
    shown = [all_text(message) for message in office.slack.messages("mentions")]
    assert not [text for text in shown if "Nothing of interest" in text or "old" in text]

    listed = answer(office.su, "feeds")
    number = number_of(told)
    assert f"*{number}* 🔎 “Globex”" in listed
    assert "1 mention" in listed

    assert "no longer look for “Globex”" in answer(office.su, f"remove {number}")
    assert watches(office) == []
    assert blog not in urls(office)


def test_without_places_a_watch_looks_where_people_talk(office: Office) -> None:
    told = answer(office.su, "watch Initech <#C0MENTIONS|mentions>")

    assert all(name in told for name in ("Google News", "Hacker News", "Reddit", "Mastodon"))
    assert "https://mastodon.social/tags/initech.rss" in urls(office)
    assert "there already" in answer(office.su, 'watch "initech" <#C0MENTIONS|mentions>')

    more = answer(office.su, "watch initech on devto <#C0MENTIONS|mentions>")
    assert number_of(more) == number_of(told)
    assert watches(office) == ["Initech"]
    assert "no longer look for" in answer(office.su, f"remove {number_of(told)}")
    assert watches(office) == []


def test_a_place_that_fails_is_told_with_the_feeds(office: Office) -> None:
    gone = office.feeds.serve("/gone-place", status=410)
    number = number_of(answer(office.su, f"watch Hooli on {gone}"))
    is_read(office, gone)

    wait_until(
        lambda: "gone for good" in answer(office.su, "feeds"), 10, lambda: "no problem is told"
    )

    # The last of a watch's feeds takes the watch with it.
    single = int(number) + 1
    assert "no longer watch" in answer(office.su, f"remove {single}")
    assert watches(office) == []


def test_two_terms_are_watched_in_one_feed(office: Office) -> None:
    feed = office.feeds.serve("/two", rss(item(1), title="Two"))
    answer(office.su, f"watch Umbra on {feed}", in_="mentions")
    answer(office.su, f"watch Lumen on {feed}", in_="mentions")
    is_read(office, feed)
    office.feeds.serve(
        "/two",
        rss(entry(13, "The lumen"), entry(12, "An umbra"), item(1), title="Two"),
    )
    office.looks_at_feeds()

    office.card_of("The lumen")
    office.card_of("An umbra")
    assert sorted(watches(office)) == ["Lumen", "Umbra"]


def test_a_handles_page_is_read_to_find_its_channel(office: Office) -> None:
    refused = answer(office.su, "watch Acme on youtube:@no.such.host.here")

    assert "I can’t add" in refused or "can’t reach" in refused


def test_a_wrong_place_is_answered_with_the_nearest(office: Office) -> None:
    told = answer(office.su, "watch Acme on redit")

    assert "I don’t know the place “redit”" in told
    assert "Did you mean “reddit”?" in told
