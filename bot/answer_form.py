"""What the modal for an answer shows, gathered from the database."""

from collections.abc import Sequence

from bot.answer_facts import AnswerForm, Written
from bot.answer_sites import sites_of_mention
from bot.buddies import find_buddy
from bot.contacts import contacts_with
from bot.desk import Visit
from bot.drafts import DraftKey, draft_of
from bot.engagements import standing_answers
from bot.facts import AnswerFacts
from bot.last_contact import last_contact
from bot.lessons import topics_offered
from bot.mentions import load_mention, lock_mention, mention_by_number
from bot.models import Mention
from bot.no_contact import no_contact_of
from bot.reading import mention_facts
from bot.snippets import snippets_for
from bot.teaching import tips_for


def answer_form(
    visit: Visit,
    mention: Mention,
    answer: AnswerFacts | None = None,
    *,
    written: Written | None = None,
    refills: int = 0,
) -> AnswerForm:
    """Gather it; ``answer`` is the one that is corrected, ``written`` what stands there already.

    Without the latter, what was kept comes before what is corrected.
    """
    answer_id = answer.id if answer else None
    kept = None if written else draft_of(visit.session, draft_key(visit, mention, answer_id))
    return AnswerForm(
        mention=mention_facts(mention),
        zone=visit.zone.key,
        contact=last_contact(visit.session, mention.person_id),
        no_contact=no_contact_of(visit.session, mention.person_id),
        topics=topics_offered(visit.session, visit.workspace.id),
        sites=sites_of_mention(visit.session, mention),
        answer_id=answer_id,
        written=written or (kept[0] if kept else _as_written(visit, answer)),
        kept=kept[1] if kept else None,
        tips=tips_for(visit, mention),
        snippets=snippets_for(visit, mention),
        refills=refills,
        reader=_reader(visit, mention),
    )


def mention_to_answer(visit: Visit, number: int) -> Mention | None:
    """Find a mention and lock it, so that nobody forgets its person while words about it are kept.

    None where it is gone, or the person is forgotten.
    """
    found = mention_by_number(visit.session, visit.workspace.id, number)
    if found is None or lock_mention(visit.session, found.id).forgotten_at is not None:
        return None
    return load_mention(visit.session, found.id)


def own_answers(visit: Visit, mention: Mention) -> Sequence[AnswerFacts]:
    """List the colleague's own answers that stand, the oldest first."""
    answers = standing_answers(visit.session, [mention.id]).get(mention.id, ())
    return [each for each in answers if each.colleague.slack_id == visit.colleague.slack_id]


def own_answer(visit: Visit, mention: Mention, answer_id: int | None) -> AnswerFacts | None:
    """Give one of the colleague's own answers; None where it does not stand, or is not theirs."""
    return next((each for each in own_answers(visit, mention) if each.id == answer_id), None)


def _reader(visit: Visit, mention: Mention) -> str | None:
    """Suggest (Slack id) who might look over a draft.

    Who else knows the person best, or otherwise has answered most at the place.
    """
    contacts = contacts_with(visit.session, [mention.person_id]) if mention.authors else {}
    for contact in contacts.get(mention.person_id, ()):
        known_by = contact.colleague
        if known_by.id != visit.colleague.id and known_by.wants_messages:
            return known_by.slack_id
    buddy = find_buddy(visit, mention)
    return buddy.colleague.slack_id if buddy else None


def draft_key(visit: Visit, mention: Mention, answer_id: int | None) -> DraftKey:
    """Say which draft belongs to a modal."""
    return DraftKey(visit.workspace.id, visit.colleague.id, mention.id, answer_id)


def _as_written(visit: Visit, answer: AnswerFacts | None) -> Written:
    """Write an answer as it stands into the modal."""
    if answer is None:
        return Written()
    day = answer.replied_at.astimezone(visit.zone).date().isoformat() if answer.replied_at else ""
    return Written(text=answer.text or "", link=answer.link or "", day=day)
