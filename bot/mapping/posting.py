"""Posting the map: drawn aside, then shown to everybody in the channel where it was asked for."""

from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from bot.adding import cannot_post
from bot.answers import files as say
from bot.answers.map import map_alt_text, map_comment, map_words, nobody_known
from bot.desk import Asker, Desk
from bot.mapping.communities import communities_of
from bot.mapping.picture import Theme, draw_map
from bot.mapping.relationships import map_facts
from bot.message import Message
from bot.names import learn_names
from bot.slack import RefusedError, Slack, SlackCallError
from bot.uploads import Upload, share_files

log = structlog.get_logger(__name__)


def post_map(desk: Desk, slack: Slack, asker: Asker, theme: Theme) -> Message | None:
    """Post the map of who knows whom; say what hinders it, where something does.

    What everybody sees is in the workspace's language.
    """
    with desk.visit(asker) as visit:
        mine, ours = visit.language, desk.languages.get(visit.workspace.language)
        bot_user, workspace_id = visit.workspace.bot_user_id or "", visit.workspace.id
        day = visit.now.astimezone(visit.zone).date()
    learn_names(desk.store, desk.clock, slack)
    with desk.store.read() as session:
        facts = map_facts(session, workspace_id)
    if not facts.relationships:
        return nobody_known(mine)
    if refusal := cannot_post(slack, asker, bot_user, mine):
        return refusal
    with TemporaryDirectory(prefix="botschafter-") as folder:
        path = Path(folder) / "map.png"
        words = map_words(facts, day, ours)
        draw_map(facts, communities_of(facts), words, theme, path)
        upload = Upload(path, words.title, map_alt_text(facts, ours))
        try:
            share_files(slack, asker.channel or "", [upload], map_comment(facts, ours))
        except RefusedError as error:
            log.warning("map.refused", method=error.method, reason=error.reason)
            return say.files_refused(mine)
        except SlackCallError as error:
            log.warning("map.unanswered", method=error.method, reason=error.reason)
            return say.files_unanswered(mine)
    return None
