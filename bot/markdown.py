"""Markdown, as people write it, turned into Slack's mrkdwn; what it says is text and nothing more.

markdown-it-py reads it. The packages that also write mrkdwn let commands such as <!channel> pass.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.message import LONGEST_SECTION
from bot.mrkdwn import clean, escape, escape_within, link, neutral

# Slack refuses a longer one, and a mark cut in two would show.
_LONGEST_LINE = LONGEST_SECTION - 100
_MARKS = {"strong": "*", "em": "_", "s": "~"}
# An address ends before the sign that ends its sentence; an emoji stays one.
_APART = re.compile(r"(https?://[^\s<>|]*[^\s<>|.,;:!?'\")\]]|:[a-z0-9_+'-]+:)")
_INDENT = "    "


def to_mrkdwn(markdown: str) -> list[str]:
    """Give the paragraphs and points of a text as mrkdwn, each of them short enough for a section.

    None of them pings anybody, whatever stands in the text.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    return list(_blocks(SyntaxTreeNode(reader.parse(clean(markdown)))))


def _blocks(node: SyntaxTreeNode) -> Iterator[str]:
    for number, child in enumerate(node.children):
        match child.type:
            case "inline":
                yield _fitting(_inline(child).strip(), child)
            case "heading":
                yield _fitting(f"*{_words(child).strip()}*", child)
            case "fence" | "code_block":
                yield _code(child.content)
            case "list_item":
                yield from _item(child, _bullet(node, number))
            case "blockquote":
                yield from (f">{line}" for block in _blocks(child) for line in block.split("\n"))
            case "hr":
                yield "───"
            case _:
                yield from (block for block in _blocks(child) if block)


def _bullet(list_: SyntaxTreeNode, number: int) -> str:
    if list_.type == "bullet_list":
        return "•"
    return f"{int(list_.attrs.get('start', 1)) + number}."


def _item(item: SyntaxTreeNode, bullet: str) -> Iterator[str]:
    first, *others = [*_blocks(item)] or [""]
    yield f"{bullet} {first}"
    yield from (f"{_INDENT}{other}" for other in others)


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(_piece(child) for child in node.children)


def _piece(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text":
            return "".join(_said(part) for part in _APART.split(node.content))
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return f"`{escape(node.content.replace('`', 'ˋ'))}`"
        case "link":
            return link(str(node.attrs.get("href", "")), _words(node) or str(node.attrs["href"]))
        case "image":
            return link(str(node.attrs.get("src", "")), node.content or str(node.attrs["src"]))
        case "strong" | "em" | "s":
            mark, inside = _MARKS[node.type], _inline(node)
            return f"{mark}{inside}{mark}" if inside.strip() else inside
        case _:
            return escape(neutral(node.content))


def _said(text: str) -> str:
    if text.startswith(("http://", "https://")):
        return link(text, text)
    return text if _APART.fullmatch(text) else escape(neutral(text))


def _words(node: SyntaxTreeNode) -> str:
    """Give what is written in a part, without its marks, as safe text."""
    texts = (each.content for each in node.walk() if each.type in ("text", "code_inline"))
    return neutral("".join(texts)) if node.type == "link" else escape(neutral("".join(texts)))


def _code(content: str) -> str:
    inside = escape(content.rstrip("\n").replace("`", "ˋ"))
    if len(inside) > _LONGEST_LINE:
        return escape_within(content, _LONGEST_LINE)
    return f"```\n{inside}\n```"


def _fitting(text: str, node: SyntaxTreeNode) -> str:
    return text if len(text) <= _LONGEST_LINE else escape_within(node.content, _LONGEST_LINE)
