"""Which version this is, and how it names itself to publishers."""

from importlib.metadata import PackageNotFoundError, version

_PACKAGE = "botschafter"


def our_version() -> str:
    """Give the installed version; "dev" when it runs from a folder that was not installed."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return "dev"


def user_agent(contact: str) -> str:
    """Name the product, its version and whom to ask (RFC 9110, 10.1.5)."""
    about = f" (feed reader; {contact})" if contact.strip() else " (feed reader)"
    # A header holds one line of printable ASCII.
    return "".join(c for c in f"Botschafter/{our_version()}{about}" if " " <= c <= "~")
