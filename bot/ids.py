"""The ids by which Slack tells our buttons, inputs and views apart.

A button's value is the mention's number, where nothing else is said.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """Buttons, menus and inputs."""

    CARD_CLAIM = "card_claim"
    CARD_RELEASE = "card_release"
    CARD_REPLY = "card_reply"
    CARD_REOPEN = "card_reopen"
    CARD_OPEN_PAGE = "card_open_page"
    CARD_MORE = "card_more"
    """Its options' values are those of ``more_value``; with one option it is a button."""
    CARD_SEE = "card_see"
    GIVE_OPEN = "give_open"
    OFFER_ACCEPT = "offer_accept"
    """The value of this and the next one is that of ``offer_value``."""
    OFFER_DECLINE = "offer_decline"
    OFFER_REPLY = "offer_reply"
    STILL_ON_IT = "still_on_it"
    HELD_SHOW = "held_show"
    CLAIM_ANYWAY = "claim_anyway"
    CALL_LEAVE = "call_leave"
    PERSON_SHOW = "person_show"
    """The value is the person's id; so it is for all that is about a person."""
    PERSON_NOTE = "person_note"
    PERSON_RENAME = "person_rename"
    PERSON_MERGE = "person_merge"
    PERSON_UNMERGE = "person_unmerge"
    PERSON_KNOWN = "person_known"
    PERSON_NOT_KNOWN = "person_not_known"
    PERSON_NO_CONTACT = "person_no_contact"
    PERSON_CONTACT = "person_contact"
    PERSON_MENTIONS = "person_mentions"
    """The value is that of ``page_value``."""
    PERSON_ENGAGEMENTS = "person_engagements"
    """The value is that of ``page_value``."""
    PERSON_NOTES = "person_notes"
    """The value is that of ``page_value``."""
    PERSON_SEARCH = "person_search"
    """A select that is filled while one types; its options' values are people's ids."""
    CLAIM_ALL_THE_SAME = "claim_all_the_same"
    REPLY_ALL_THE_SAME = "reply_all_the_same"
    LOG_EARLIER = "log_earlier"
    LOG_LATER = "log_later"
    LOG_PERSON = "log_person"
    LOG_CSV = "log_csv"
    """The values of these four are filter and page, as ``bot.log_filter`` writes them."""
    PERSON_FORGET = "person_forget"
    """Asks first; the value is the person's id."""
    PERSON_FORGET_NOW = "person_forget_now"
    """The value is the person's id."""
    KEEP_CONTACT = "keep_contact"
    """The value is the id of the line in which a parting offers somebody."""
    VOICE_ADD = "voice_add"
    VOICE_DISOWN = "voice_disown"
    """The value is the person's id."""
    RULES_OPEN = "rules_open"
    """The value is the feed's number."""
    RULES_TRY = "rules_try"
    UNMUTE = "unmute"
    """The value is the mute's id."""
    FEED_CHOOSE = "feed_choose"
    """The value is that of ``feed_value``; each button has a number at its end."""
    FEEDS_IMPORT = "feeds_import"
    SUMMARY_SHOW = "summary_show"
    """The value is that of ``summary_value``."""
    FEED_TRY = "feed_try"
    """The value is the feed's number."""
    WATCH_ASK = "watch_ask"
    """The value is the wish, as ``bot.wishes`` writes it."""
    TIPS_MORE = "tips_more"
    """The values of what has to do with tips are places' keys."""
    TIPS_HIDE = "tips_hide"
    TIPS_SHOW = "tips_show"
    TIPS_CHOOSE = "tips_choose"
    TIPS_EDIT = "tips_edit"
    TIPS_SHIPPED = "tips_shipped"
    HOUSE_RULES_OPEN = "house_rules_open"
    HOUSE_PLACE = "house_place"
    BUDDY_ASK = "buddy_ask"
    """The value is that of ``buddy_value``."""
    HOME_CLAIM = "home_claim"
    HOME_RELEASE = "home_release"
    HOME_REPLY = "home_reply"
    HOME_ACCEPT = "home_accept"
    HOME_DECLINE = "home_decline"
    HOME_LANGUAGE = "home_language"
    """The options' values are language codes, or ``AS_WORKSPACE``."""
    HOME_WISHES = "home_wishes"
    """The options' values are the names of the switches in ``bot.home_facts.WishesFacts``."""
    HOME_BACK = "home_back"
    """The value is that of ``home_page_value``; so is that of HOME_MORE."""
    HOME_MORE = "home_more"
    INPUT = "input"
    """Every input of a modal; the block tells which."""


class Block(StrEnum):
    """Blocks that are looked up: the inputs of modals."""

    REPLY_TEXT = "reply_text"
    REPLY_LINK = "reply_link"
    CHANNEL = "channel"
    DIGEST_AT = "digest_at"
    ZONE = "zone"
    GUESTS = "guests"
    FIRST_CALL = "first_call"
    LANGUAGE = "language"
    OWN_LANGUAGE = "own_language"
    COMMUNITY_MANAGERS = "community_managers"
    EMOJI_CLAIM = "emoji_claim"
    EMOJI_REPLIED = "emoji_replied"
    EMOJI_DISMISS = "emoji_dismiss"
    RULES = "rules"
    FEED_LIST = "feed_list"
    VOICE = "voice"
    PROFILE_URL = "profile_url"
    HOUSE_RULES = "house_rules"
    HOUSE_PLACE = "house_place"
    """With a number at its end, like the next one: another number takes back what was entered."""
    PLACE_TIPS = "place_tips"
    NOTE = "note"
    PERSON_NAME = "person_name"
    OTHER_PERSON = "other_person"
    REASON = "reason"
    GIVE_TO = "give_to"
    GIVE_REASON = "give_reason"


class View(StrEnum):
    """Callback ids of modals."""

    REPLY = "reply_modal"
    SETTINGS = "settings_modal"
    RULES = "rules_modal"
    WATCH = "watch_modal"
    IMPORT = "import_modal"
    VOICE = "voice_modal"
    OWN_PROFILE = "own_profile_modal"
    HOUSE_RULES = "house_rules_modal"
    PLACE_WORDS = "place_words_modal"
    PERSON_NOTE = "person_note_modal"
    PERSON_RENAME = "person_rename_modal"
    PERSON_MERGE = "person_merge_modal"
    NO_CONTACT = "no_contact_modal"
    GIVE = "give_modal"


class More(StrEnum):
    """What the overflow menu of a card offers."""

    MY_ANSWER = "my_answer"
    PERSON = "person"
    GIVE = "give"
    DISMISS = "dismiss"
    MUTE = "mute"
    MUTE_AUTHOR = "mute_author"
    MUTE_SOURCE = "mute_source"
    OURS = "ours"
    NOT_OURS = "not_ours"


AS_WORKSPACE = "workspace"
"""The choice of a language that says: the same as the workspace."""


def more_value(choice: More, mention_number: int) -> str:
    """Write an option's value for the overflow menu of a card."""
    return f"{choice}:{mention_number}"


def chosen_value(action: Mapping[str, Any]) -> str:
    """Read the value from what Slack sends for a menu or a button."""
    option = action.get("selected_option") or action
    return str(option.get("value") or "")


def read_more_value(value: str) -> tuple[More, int]:
    """Read an option's value from the overflow menu of a card."""
    choice, _, number = value.partition(":")
    return More(choice), int(number)


def page_value(person_id: int, page: int) -> str:
    """Write the value of a button that shows one more page about a person."""
    return f"{person_id}:{page}"


def read_page_value(value: str) -> tuple[int, int]:
    """Read the person's id and the page."""
    person_id, _, page = value.partition(":")
    return int(person_id), int(page)


def offer_value(mention_number: int, line_id: int) -> str:
    """Write the value of a button that says yes or no to one hand-over of a mention."""
    return f"{mention_number}:{line_id}"


def read_offer_value(value: str) -> tuple[int, int]:
    """Read the mention's number and the line of the log of the hand-over."""
    number, _, line_id = value.partition(":")
    return int(number), int(line_id)


def summary_value(summary_id: int, version: int) -> str:
    """Write the value of a summary card's button."""
    return f"{summary_id}:{version}"


def read_summary_value(value: str) -> tuple[int, int]:
    """Read id and version of the summary whose button was pressed."""
    summary_id, _, version = value.partition(":")
    return int(summary_id), int(version)


def home_page_value(part: str, page: int) -> str:
    """Write the value of a button that turns to a page of one part of a home."""
    return f"{part}:{page}"


def read_home_page_value(value: str) -> tuple[str, int]:
    """Read which part of a home is turned to which page."""
    part, _, page = value.partition(":")
    return part, int(page)


def feed_value(url: str, channel: str, rules: str = "") -> str:
    """Write the value of a button that adds a feed for a channel, with rules."""
    return f"{channel} {url} {rules}".rstrip()


def read_feed_value(value: str) -> tuple[str, str, str]:
    """Read URL, channel and rules from a button that adds a feed."""
    channel, _, rest = value.partition(" ")
    url, _, rules = rest.partition(" ")
    return url, channel, rules


def buddy_value(mention_number: int, slack_id: str) -> str:
    """Write the value of a button that asks a colleague for advice about a mention."""
    return f"{mention_number}:{slack_id}"


def read_buddy_value(value: str) -> tuple[int, str]:
    """Read the mention's number and the colleague's Slack id."""
    number, _, slack_id = value.partition(":")
    return int(number), slack_id


def ask_block(position: int, ask: str) -> str:
    """Name the input that asks one thing about the place at a position of a wish."""
    return f"ask_{position}_{ask}"


def read_ask_block(block: str) -> tuple[int, str]:
    """Read the position and what was asked from an input's name."""
    _, position, ask = block.split("_", 2)
    return int(position), ask
