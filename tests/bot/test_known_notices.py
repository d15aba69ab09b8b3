"""Whoever knows an author best is told when they write again: once a day, if they want to know."""

from datetime import timedelta

from bot.known_notices import put_known_notices
from bot.language import load_languages
from bot.outbox import Kind
from bot.prompt_drawing import Prompt, draw_prompt
from bot.store import Store
from tests.bot.contact_world import BERT, ContactWorld, contact_world
from tests.bot.making import NOW

LANGUAGES = load_languages()


def told(world: ContactWorld) -> list[str]:
    return [row.channel for row in world.said(Kind.KNOWN)]


def test_the_best_one_who_is_here_and_wants_to_know_is_told(store: Store) -> None:
    with contact_world(store) as world:
        su, loi, mara = (world.colleague(name) for name in ("Su", "Loi", "Mara"))
        written = [world.write() for _ in range(6)]
        for who, mention in zip((su, su, su, loi, loi, mara), written, strict=True):
            world.answer(who, mention)
        su.left_at, loi.wants_messages = NOW, False
        world.session.flush()

        mention = world.write()
        world.write(BERT)
        assert told(world) == ["UMARA"]
        [row] = world.said(Kind.KNOWN)
        assert row.mention_id == mention.id, "it waits for the card of this mention"


def test_a_colleague_is_told_once_on_a_day_of_their_own(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        su.zone = "Asia/Tokyo"
        world.answer(su, world.write())
        for _ in range(2):
            world.write()
        assert told(world) == ["USU"]
        late = world.write()

        # 12 o'clock in London is 21 o'clock in Tokyo.
        put_known_notices(world.session, [late.id], NOW + timedelta(hours=2, minutes=59))
        assert len(told(world)) == 1
        put_known_notices(world.session, [late.id], NOW + timedelta(hours=3))
        assert len(told(world)) == 2


def test_nothing_is_left_to_say_once_it_is_claimed_or_they_are_gone(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        world.answer(su, world.write())
        mention = world.write()
        where = "https://slack.example/archives/C1/p12"
        mention.card_ts, mention.card_link = "1.2", where
        [row] = world.said(Kind.KNOWN)
        prompt = Prompt(Kind.KNOWN, mention.id, row.payload)

        def drawn(*, anew: bool = False) -> str | None:
            world.session.flush()
            found = draw_prompt(world.session, LANGUAGES, world.workspace, prompt, anew=anew)
            return found.text if found is not None else None

        said = drawn()
        assert said is not None
        assert f"<{where}|#{mention.number}>" in said
        assert "You answered them 1×" in said
        su.wants_messages = False
        assert drawn() is None
        su.wants_messages, su.left_at = True, NOW
        assert drawn() is None
        su.left_at = None
        world.answer(world.colleague("Loi"), mention)
        assert drawn() is None
        settled = drawn(anew=True)
        assert settled is not None
        assert "Loi claimed this" in settled, "where it is said already, what came of it"


def test_whoever_is_called_first_is_not_told_twice(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        world.answer(su, world.write())
        world.workspace.first_call_minutes = 30
        world.session.flush()
        world.write()
        assert [row.channel for row in world.said(Kind.FIRST_CALL)] == ["USU"]
        assert told(world) == []
