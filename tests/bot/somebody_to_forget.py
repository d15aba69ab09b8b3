"""Somebody who is in every table, and is about to be forgotten."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import outbox
from bot.answer_facts import Written
from bot.answer_models import Lesson, Review, Snippet
from bot.colleagues import meet_colleague
from bot.contact_models import Parting, PartingLine
from bot.drafts import DraftKey, Typed, keep_draft
from bot.facts import EngagementKind
from bot.feed_models import Feed
from bot.forgetting import forget
from bot.forgetting_facts import ForgettingFacts
from bot.knowing import know, write_note
from bot.mentions import Details, Reply, change_mention
from bot.merging import merge_people
from bot.models import Engagement, Mention, Mute, Person, Workspace
from bot.name_search import find_people
from bot.no_contact import ask_no_contact
from bot.people import meet_people, name_people
from bot.profiles import sketch_profile
from bot.slack_models import DigestRun, OutboxRow
from bot.states import Event
from bot.store import Store
from bot.summaries import summarise
from bot.teaching_models import PlaceWords
from bot.whom import whom_to_forget
from feeds import Author
from feeds import Entry as ParsedEntry
from tests.bot.making import (
    NOW,
    an_entry,
    make_mentions,
    make_subscription,
    make_workspace,
)
from tests.bot.one_feed import poll

PAGE = "https://www.joerg.example/about"
JOERG = Author("Jörg Mustermann", PAGE, "joerg@mail.example")
BEN = Author("Ben Beispiel")
WANTED = {
    "name": "Jörg Mustermann",
    "name in other case": "JÖRG MUSTERMANN",
    "handle": "grat_katze",
    "address": "joerg.example/about",
    "e-mail": "joerg@mail.example",
    "title": "Why my rucksack broke",
    "text": "It tore on the second day",
    "link": "joerg.example/rucksack",
    "answer": "I am sorry about the strap",
    "edited title": "The rucksack, a draft",
    "old name": "Der Gratwanderer",
    "note": "He mends straps himself",
    "reason": "He is angry about a seam",
}
LATER = NOW + timedelta(days=1)


def his_entry(name: object = "rucksack") -> ParsedEntry:
    return replace(
        an_entry(name, JOERG),
        identity=f"link:https://www.joerg.example/{name}",
        title="The rucksack, a draft",
        link=f"https://www.joerg.example/{name}",
        place="joerg.example",
        excerpt="It tore on the second day.",
        text="It tore on the second day, says Jörg Mustermann.",
    )


def now_reads(entry: ParsedEntry) -> ParsedEntry:
    return replace(entry, title="Why my rucksack broke")


BEFORE = an_entry("before", BEN, JOERG)
NAMING_HIM = replace(
    an_entry("about", BEN),
    title="An interview with Jörg  MUSTERMANN",
    excerpt="See https://www.joerg.example/about/me, or ask joerg@mail.example. "
    "Jo\u0308rg! Or grat-katze",
)
FEED = (now_reads(his_entry()), BEFORE, NAMING_HIM)


def fill(store: Store) -> None:
    """Let Jörg be in every table that can hold something about him."""
    with store.write() as session:
        workspace = make_workspace(session)
        subscription = make_subscription(session, workspace)
        his, before, naming = make_mentions(session, subscription, his_entry(), BEFORE, NAMING_HIM)
        mara = meet_colleague(session, workspace.id, "U1")
        answer = Reply("I am sorry about the strap.", "https://www.joerg.example/rucksack#1")
        change_mention(session, his.id, mara, Event.REPLY, NOW, Details(answer))
        other = Reply("Ask Jörg Mustermann too.", "https://blog.example/joerg-mustermann#2")
        change_mention(session, naming.id, mara, Event.REPLY, NOW, Details(other))
        session.add(
            Mute(
                workspace_id=workspace.id,
                person_id=his.person_id,
                muted_by_id=mara.id,
                muted_at=NOW,
            )
        )
        session.get_one(Feed, subscription.feed_id).title = "Jörg Mustermann’s blog"
        summarise(session, subscription, [before.id], NOW)
        for key, state in (("one", "done"), ("two", "waiting")):
            outbox.put_message(
                session,
                outbox.Kind.ANSWER,
                key,
                {"text": "Jörg Mustermann", "blocks": [{"text": "Why my rucksack broke"}]}
                if state == "done"
                else {"text": "Who is Jörg Mustermann?", "blocks": [], "user": "U1"},
                NOW,
                to=outbox.Recipient(workspace.id, "C1"),
            )
            session.execute(update(OutboxRow).where(OutboxRow.key == key).values(state=state))
        page = Author("grat_katze", "https://forum.example/grat_katze")
        elsewhere = sketch_profile([page], "forum.example")
        other_id = meet_people(session, workspace.id, [elsewhere], NOW)[elsewhere.key]
        him = session.get_one(Person, his.person_id)
        assert merge_people(session, other_id, him, mara, NOW)
        name_people(
            session, workspace.id, [(other_id, "Der Gratwanderer"), (his.person_id, "Jörg")]
        )
        write_note(session, other_id, mara, "He mends straps himself.", NOW)
        write_note(session, before.person_id, mara, "A friend of der Gratwanderer.", NOW)
        know(session, his.person_id, mara, NOW)
        parting = Parting(workspace_id=workspace.id, colleague_id=mara.id, decided_at=NOW)
        session.add(parting)
        session.flush()
        session.add(PartingLine(parting_id=parting.id, person_id=his.person_id, keeper_id=mara.id))
        ask_no_contact(session, his.person_id, mara, "He is angry about a seam.", NOW)
        session.add(
            PlaceWords(
                workspace_id=workspace.id,
                place="reddit",
                house_rules="Be kind to Jörg Mustermann.",
                changed_by_id=mara.id,
                changed_at=NOW,
            )
        )
        _answer_him(session, workspace, his, naming)
        session.add(
            DigestRun(workspace_id=workspace.id, channel="C1", day=NOW.date(), decided_at=NOW)
        )
        session.flush()
        session.execute(update(Mention).values(card_ts="111.1"))
    poll(store, *FEED)


def _answer_him(session: Session, workspace: Workspace, his: Mention, naming: Mention) -> None:
    """Let colleagues have drafts, lessons and snippets about him."""
    colleague = meet_colleague(session, workspace.id, "U1")
    for mention in (his, naming):
        for kind in ("Jörg Mustermann", "https://www.joerg.example/about"):
            session.add(
                Review(
                    workspace_id=workspace.id,
                    mention_id=mention.id,
                    author_id=colleague.id,
                    reader_id=colleague.id,
                    text=f"Ask {kind} too",
                    better=f"Do ask {kind}",
                    asked_at=NOW,
                )
            )
        typed = Typed(Written(text="Hello, Jörg Mustermann"), "V1", 1.0)
        keep_draft(session, DraftKey(workspace.id, colleague.id, mention.id), typed, NOW)
        answer = select(Engagement.id).where(
            Engagement.mention_id == mention.id, Engagement.kind == EngagementKind.REPLY
        )
        session.add(
            Lesson(
                workspace_id=workspace.id,
                engagement_id=session.scalars(answer).one(),
                topic="JÖRG MUSTERMANN",
                topic_key="jörg mustermann",
                text="grat_katze knows more than we do",
                at=NOW,
                channel="C2",
                told_at=NOW,
            )
        )
    session.add(
        Snippet(
            workspace_id=workspace.id,
            name="Jörg Mustermann",
            text="As Jörg Mustermann says: joerg.example/about",
            changed_by_id=colleague.id,
            changed_at=NOW,
        )
    )


def forget_him(store: Store, name: str = "mustermann") -> ForgettingFacts:
    with store.write() as session:
        people = find_people(session, 1, name)
        facts = forget(session, whom_to_forget(session, people), LATER)
    store.scrub()
    return facts
