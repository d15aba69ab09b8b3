"""The Bolt app: all the ways in which people speak to the bot, put together."""

import logging

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.asking import FeedReading
from bot.desk import Desk
from bot.identity import Identity
from bot.slack import Slack
from handlers.actions import register_actions
from handlers.answers import register_answers
from handlers.colleagues import register_colleagues
from handlers.commands import register_commands
from handlers.feeds import register_feeds
from handlers.hand_overs import register_hand_overs
from handlers.home import register_home
from handlers.log import register_log
from handlers.modals import register_modals
from handlers.people import register_people
from handlers.reactions import register_reactions
from handlers.reviews import register_reviews
from handlers.rules import register_rules
from handlers.snippets import register_snippets
from handlers.tips import register_tips
from handlers.voices import register_voices
from handlers.watches import register_watches


def make_app(
    client: WebClient,
    identity: Identity,
    *,
    signing_secret: str | None,
    desk: Desk,
    slack: Slack,
    reading: FeedReading,
) -> App:
    """Make the app that serves Socket Mode and HTTP alike; it calls Slack for nothing itself.

    Without a signing secret HTTP requests are refused, as nobody can say who sent them.
    """
    app = App(
        name="botschafter",
        logger=logging.getLogger("bolt"),
        client=client,
        signing_secret=signing_secret or "",
        # Who we are is known already: Bolt would ask auth.test while Slack waits for the answer.
        authorize=lambda: AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_user_id=identity.bot_user_id,
            bot_id=identity.bot_id,
            bot_token=identity.token,
        ),
        # Our listeners acknowledge and leave the work to the desk: where Bolt hands them to threads
        # of its own, the acknowledgement waits behind all the work before it.
        process_before_response=True,
    )
    register_commands(app, desk, slack, reading)
    register_actions(app, desk, slack)
    register_log(app, desk, slack)
    register_modals(app, desk)
    register_answers(app, desk, slack)
    register_people(app, desk, slack)
    register_hand_overs(app, desk, slack)
    register_reviews(app, desk, slack)
    register_snippets(app, desk, slack)
    register_rules(app, desk)
    register_tips(app, desk, slack)
    register_feeds(app, desk, slack, reading)
    register_watches(app, desk, slack, reading)
    register_reactions(app, desk, slack)
    register_home(app, desk, slack)
    register_colleagues(app, desk)
    register_voices(app, desk, slack)
    return app
