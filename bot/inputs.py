"""The inputs of modals: a label, perhaps a hint, and what is filled in."""

from collections.abc import Mapping

from slack_sdk.models.blocks import (
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from bot import ids


def labelled(
    block: ids.Block,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """Put a label, and perhaps a hint, to an input."""
    return InputBlock(
        block_id=block,
        label=PlainTextObject(text=label),
        hint=PlainTextObject(text=hint) if hint else None,
        element=element,
        optional=optional,
    )


def choice(
    names: Mapping[str, str], chosen: str, action_id: str = ids.Action.INPUT
) -> StaticSelectElement:
    """Offer choices by value and name, one of them chosen."""
    options = {
        value: Option(value=value, text=PlainTextObject(text=name)) for value, name in names.items()
    }
    return StaticSelectElement(
        action_id=action_id, options=list(options.values()), initial_option=options.get(chosen)
    )
