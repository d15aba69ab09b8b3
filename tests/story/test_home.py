"""The App Home: pages, buttons, and what a colleague wants to hear."""

from sandbox.driver import all_text
from tests.story.office import Json, Office


def test_a_home_turns_its_pages_and_stays_where_it_is(office: Office) -> None:
    office.feeds_mentions(12)
    office.mara.opens_home()
    office.mara.clicks("More", on=office.mara.sees_home("Page 1 of"))
    second = office.mara.sees_home("Page 2 of")

    office.mara.clicks("Claim", on=second)

    held = office.mara.sees_home("claimed ")
    assert "Page 2 of" in all_text(held)
    office.mara.clicks("Back", on=held)
    office.mara.sees_home("Page 1 of")
    office.mara.clicks("Release", on=office.mara.home() or {})
    office.mara.sees_home("Nothing on your plate")


def chosen(home: Json) -> list[str]:
    """List which boxes are ticked."""
    elements = [each for block in home["blocks"] for each in block.get("elements", [])]
    boxes = next(each for each in elements if each["type"] == "checkboxes")
    return [option["value"] for option in boxes.get("initial_options", [])]


def test_a_colleague_says_what_may_be_sent_to_them(office: Office) -> None:
    office.loi.opens_home()
    home = office.loi.sees_home("What I may send you")
    office.loi.clicks("Remind me of what I hold for long", on=home)

    office.loi.sees_home(lambda shown: chosen(shown) == ["suggestions", "messages"])
