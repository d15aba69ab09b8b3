"""When a colleague is asked before they contact somebody who is to be left in peace."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.facts import ColleagueFacts, MentionFacts, MentionState, NoContactFacts
from bot.no_contact import is_to_be_asked

SAID = datetime(2026, 11, 3, 12, tzinfo=UTC)
SU = ColleagueFacts("U1", "Su")
ASKED = NoContactFacts(SU, SAID, "")


def mention(state: MentionState, holder: str | None = None, minutes: int = 0) -> MentionFacts:
    return MentionFacts(
        number=1,
        title="",
        link=None,
        place="",
        authors=(),
        excerpt="",
        published=None,
        found=SAID,
        state=state,
        holder=ColleagueFacts(holder) if holder else None,
        since=SAID + timedelta(minutes=minutes) if holder else None,
    )


CASES = {
    "nobody is on it": (mention(MentionState.OPEN), True),
    "I claimed it before it was said": (mention(MentionState.CLAIMED, "U1", -5), True),
    "I claimed it knowingly": (mention(MentionState.CLAIMED, "U1", 5), False),
    "somebody else claimed it": (mention(MentionState.CLAIMED, "U2", 5), True),
    "it was set aside by me": (mention(MentionState.DISMISSED, "U1", 5), True),
}


@pytest.mark.parametrize(("about", "expected"), CASES.values(), ids=CASES.keys())
def test_who_is_asked(about: MentionFacts, *, expected: bool) -> None:
    assert is_to_be_asked(about, ASKED, "U1") is expected
    assert not is_to_be_asked(about, None, "U1")
