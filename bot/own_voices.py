"""Own voices: a colleague is recognised by their profiles outside, and it can be taken back."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import outbox
from bot.answers import voices as say
from bot.answers.forgetting import forgotten
from bot.answers.guidance import no_such_mention
from bot.colleagues import facts_of, meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.first_call import end_first_call
from bot.mentions import mention_by_number
from bot.message import Message
from bot.models import Colleague, Mention, Person
from bot.people import everyone_read_as, meet_people
from bot.profiles import sketch_profile
from bot.voice_modals import own_profile_modal, voice_modal
from feeds import Author

# So many cards are drawn anew at once; on older ones, what cannot be done is said when tried.
_DRAWN_ANEW = 50


def open_voice(desk: Desk, asker: Asker, number: int) -> tuple[dict[str, Any] | None, Message]:
    """Give the modal that asks which colleague wrote a mention; None and what to say instead."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return None, no_such_mention(number, visit.language)
        view = voice_modal(number, mention.authors, asker.user_id, visit.language, asker.channel)
        return view, say.too_slow_to_ask(visit.language)


def open_own_profile(desk: Desk, asker: Asker) -> tuple[dict[str, Any], Message]:
    """Give the modal in which a colleague says where they write."""
    with desk.visit(asker) as visit:
        return own_profile_modal(visit.language), say.too_slow_to_ask(visit.language)


def name_voice(desk: Desk, asker: Asker, number: int, slack_id: str) -> Message:
    """Keep that a colleague wrote a mention, and whatever the same profile writes."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        if mention.forgotten_at is not None:
            return forgotten(number, visit.language)
        person = visit.session.get_one(Person, mention.person_id)
        who = meet_colleague(visit.session, visit.workspace.id, slack_id)
        return _name(visit, person, who)


def add_own_profile(desk: Desk, asker: Asker, url: str) -> Message:
    """Keep the address of a profile as the asker's, also where it has written nothing yet."""
    with desk.visit(asker) as visit:
        name = visit.colleague.name or url
        sketch = sketch_profile([Author(name=name, url=url)], "")
        people = meet_people(visit.session, visit.workspace.id, [sketch], visit.now)
        person = visit.session.get_one(Person, people[sketch.key])
        return _name(visit, person, visit.colleague)


def disown(desk: Desk, asker: Asker, person_id: int) -> Message:
    """Take back that a person is one of us; their entries are up for claim again."""
    with desk.visit(asker) as visit:
        person = visit.session.get(Person, person_id)
        if person is None or person.workspace_id != visit.workspace.id:
            return say.not_one_of_us("", visit.language)
        for one in visit.session.scalars(
            select(Person).where(Person.id.in_(everyone_read_as(person.id)))
        ):
            one.colleague_id = None
        _draw_anew(visit, person)
        return say.not_one_of_us(person.name, visit.language)


def disown_author(desk: Desk, asker: Asker, number: int) -> Message:
    """Take back that the author of a mention is one of us."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        person_id = mention.person_id if mention is not None else None
    return disown(desk, asker, person_id or 0)


def own_profiles(session: Session, colleague: Colleague) -> list[Person]:
    """List the people who are a colleague, the last met first."""
    mine = select(Person).where(
        Person.workspace_id == colleague.workspace_id, Person.colleague_id == colleague.id
    )
    return list(session.scalars(mine.order_by(Person.last_seen_at.desc(), Person.id)))


def _name(visit: Visit, person: Person, who: Colleague) -> Message:
    person.colleague_id = who.id
    _draw_anew(visit, person)
    if who.id != visit.colleague.id:
        told = say.you_were_named(facts_of(visit.colleague), person.id, person.name, visit.language)
        outbox.put_message(
            visit.session,
            outbox.Kind.DIRECT,
            f"voice:{person.id}:{who.id}:{visit.now.timestamp():.0f}",
            {"text": told.text, "blocks": told.blocks},
            visit.now,
            to=outbox.Recipient(visit.workspace.id, who.slack_id),
        )
    return say.one_of_us(facts_of(who), person.id, person.name, visit.language)


def _draw_anew(visit: Visit, person: Person) -> None:
    """Let the person's latest cards show what they are now."""
    visit.session.flush()
    mentions = visit.session.scalars(
        select(Mention)
        .where(Mention.person_id.in_(everyone_read_as(person.id)), Mention.card_ts.is_not(None))
        .order_by(Mention.id.desc())
        .limit(_DRAWN_ANEW)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    for mention in mentions:
        if mention.called_id is not None:
            end_first_call(visit.session, mention, visit.now)
        else:
            mention.version += 1
            outbox.put_card_update(visit.session, mention, visit.now)
