"""A link that leads elsewhere is asked about once, and never refused."""

import pytest

from bot import ids
from bot.answer_doubts import ask_if_sure, is_doubtful
from bot.answer_facts import AnswerForm
from bot.answer_ids import Block
from bot.answer_modal import answer_modal
from bot.language import load_languages
from tests.texts.examples import mention
from tests.texts.given import Given

ENGLISH = load_languages().get("en")
BLOG = ("blog.example",)


@pytest.mark.parametrize(
    ("link", "sites", "sure", "doubtful"),
    [
        ("https://blog.example/1#c", BLOG, "", False),
        ("https://other.example/1", BLOG, "", True),
        ("https://other.example/2", BLOG, "other.example", False),
        ("https://third.example/2", BLOG, "other.example", True),
        ("https://other.example/1", (), "", False),
        (None, BLOG, "", False),
    ],
)
def test_a_link_is_doubted_until_somebody_is_sure_of_its_site(
    link: str | None, sites: tuple[str, ...], sure: str, *, doubtful: bool
) -> None:
    assert is_doubtful(link, sites, sure) is doubtful


def test_the_question_stands_under_the_link_and_only_once() -> None:
    view = answer_modal(AnswerForm(mention(Given()), "UTC", sites=BLOG), ENGLISH, "C1")
    once = ask_if_sure(view, "https://other.example/1", BLOG, ENGLISH)
    twice = ask_if_sure(once, "https://third.example/1", BLOG, ENGLISH)

    named = [each.get("block_id") for each in twice["blocks"]]
    at = named.index(ids.Block.REPLY_LINK)
    assert named[at + 2] == Block.SURE
    assert len(twice["blocks"]) == len(once["blocks"]) == len(view["blocks"]) + 2
    assert "third.example, and the mention is on blog.example" in str(twice["blocks"][at + 1])
    assert twice["private_metadata"] == view["private_metadata"]
