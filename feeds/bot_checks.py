"""Bot checks: pages that want a person to prove to be one, where a feed was asked for."""

from collections.abc import Mapping

READ = 20_000
"""Bytes of a page that are looked at."""
_WORDS = (
    "are you human",
    "are you a human",
    "are you a robot",
    "blocked by network security",
    "checking your browser",
    "checking if the site connection is secure",
    "enable javascript and cookies to continue",
    "unusual traffic",
    "verify that you are human",
    "verify you are human",
    "verifying you are human",
)


def says_bot_check(headers: Mapping[str, str]) -> bool:
    """Tell by an answer's headers: Cloudflare names its challenges.

    See https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
    """
    return headers.get("cf-mitigated", "").strip().lower() == "challenge"


def looks_like_bot_check(body: bytes) -> bool:
    """Tell by the words on a page, which is no feed."""
    text = " ".join(body[:READ].decode("utf-8", "replace").lower().split())
    return any(words in text for words in _WORDS)
