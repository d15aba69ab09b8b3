"""One article is one card, whoever finds it; an edit shows on the card and in its thread."""

from sandbox.driver import all_text
from tests.documents import item, rss
from tests.story.office import Office, answer

RELEASE = "Acme opens a new research centre in Zürich"


def add(office: Office, name: str) -> str:
    """Add a feed that holds nothing yet; give its path."""
    path = f"/{name}"
    url = office.feeds.serve(path, rss(title=name))
    assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
    return path


def test_an_article_that_five_feeds_find_is_one_card_with_five_sources(office: Office) -> None:
    paths = [add(office, f"Finder-{n}") for n in range(1, 6)]
    office.feeds.serve(paths[0], rss(item(1), title="Finder-1"))
    office.looks_at_feeds()
    card = office.card_of("Story 1 about Acme")
    office.loi.clicks("Claim", on=card)
    office.changed(card, "*Loi* is on it")
    forms = (
        "http://blog.example/1/",
        "https://www.blog.example/1?utm_source=feed&utm_medium=rss",
        "https://www.google.com/url?sa=t&url=https://blog.example/1&ct=ga",
        "https://blog.example/1#comments",
    )
    for path, form in zip(paths[1:], forms, strict=True):
        found = item(1) | {"link": form, "guid": form}
        office.feeds.serve(path, rss(found, title=path.removeprefix("/")))
    office.looks_at_feeds()

    card = office.changed(card, "5 sources: ")

    text = all_text(card)
    assert all(f"Finder-{n}" in text for n in range(1, 6))
    assert "*Loi* is on it" in text
    titles = [all_text(message) for message in office.slack.messages("mentions")]
    assert len([text for text in titles if "Story 1 about Acme" in text]) == 1
    assert len(office.slack.thread(card)) == 1


def test_a_press_release_is_grouped_under_its_first_card(office: Office) -> None:
    paths = [add(office, f"Printer-{n}") for n in (1, 2)]
    about = {"title": RELEASE, "link": "https://acme.example/news/1", "guid": "release"}
    office.feeds.serve(paths[0], rss(item(0) | about, title="Printer-1"))
    office.looks_at_feeds()
    card = office.card_of(RELEASE)
    office.feeds.serve(
        paths[1],
        rss(
            item(0)
            | {
                "title": f"{RELEASE.upper()} - Tagblatt",
                "link": "https://tagblatt.example/a/1",
                "guid": "tagblatt",
            },
            title="Printer-2",
        ),
    )
    office.looks_at_feeds()

    card = office.changed(card, "Also at ")

    assert "<https://tagblatt.example/a/1|tagblatt.example>" in all_text(card)
    assert "sources:" not in all_text(card)


def test_an_edited_entry_changes_its_card_and_says_what_the_title_was(office: Office) -> None:
    path = add(office, "Editor")
    office.feeds.serve(path, rss(item(30), title="Editor"))
    office.looks_at_feeds()
    card = office.card_of("Story 30 about Acme")
    edited = item(30) | {"title": "Story 30, <!channel> corrected"}
    office.feeds.serve(path, rss(edited, title="Editor"))
    office.looks_at_feeds()

    office.changed(card, "corrected")

    office.slack.waits_for_reply(card, "The title was: Story 30 about Acme")
    office.feeds.serve(path, rss(edited | {"description": "Less."}, title="Editor"))
    office.looks_at_feeds()
    office.changed(card, "Less.")
    office.has_done("posting")
    assert len(office.slack.thread(card)) == 1


def test_a_feed_with_new_ids_at_every_poll_brings_nothing_twice(office: Office) -> None:
    path = add(office, "Fickle")
    for generation in range(3):
        entries = [
            item(n) | {"guid": f"fickle-{generation}-{n}"} for n in range(40 + generation, 39, -1)
        ]
        office.feeds.serve(path, rss(*entries, title="Fickle"))
        office.looks_at_feeds()
        office.card_of(f"Story {40 + generation} about Acme")

    titles = [one.title for one in office.bot.mentions()]
    assert [title for title in titles if title.startswith("Story 4")] == [
        f"Story {n} about Acme" for n in (40, 41, 42)
    ]
