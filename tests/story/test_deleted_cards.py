"""A card that an admin deletes in Slack stays deleted; its mention can be reached all the same."""

from slack_sdk import WebClient
from sqlalchemy import select

from bot.outbox import RowState
from bot.slack_models import OutboxRow
from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.story.office import Json, Office, answer, buttons


def delete(office: Office, card: Json) -> None:
    """Delete a message of the bot's, as an admin of the workspace may."""
    client = WebClient("xoxb-sandbox", base_url=office.bot.settings.slack_api_url)
    client.chat_delete(channel=card["channel"], ts=card["ts"])


def failed(office: Office) -> list[str]:
    with office.bot.bot.store.read() as session:
        return list(
            session.scalars(select(OutboxRow.key).where(OutboxRow.state == RowState.FAILED))
        )


def test_a_deleted_card_is_not_posted_again_and_its_mention_goes_on(office: Office) -> None:
    card = office.new_card()
    office.loi.clicks("Claim", on=card)
    card = office.changed(card, "is on it, since")
    mention = office.mention(card)
    delete(office, card)
    seen = {message["ts"] for message in office.slack.messages("mentions")}

    assert "I’ve asked Mara" in answer(
        office.loi, f"give {mention.number} <@{office.mara.id}|mara>"
    )
    asked = office.mara.sees_direct_message(f"#{mention.number}")
    assert buttons(asked) == ["Accept", "Decline"], "there is no card to see"
    office.mara.clicks("Accept", on=asked)
    office.mara.opens_home()
    office.mara.sees_home(mention.title)
    assert mention.title in answer(office.mara, "list mine")
    assert "Released" in answer(office.mara, f"release {mention.number}")
    wait_until(lambda: not office.bot.unsaid(), 15, lambda: f"unsaid: {office.bot.unsaid()}")

    with office.bot.bot.store.read() as session:
        now = session.get_one(type(mention), mention.id)
        assert now.card_deleted_at is not None
        assert now.card_link is None
    assert failed(office) == []
    after = office.slack.messages("mentions")
    assert [all_text(each) for each in after if each["ts"] not in seen] == []
