"""The characters of a document: from bytes to text, whatever was declared or forgotten.

Valid UTF-8 beats every declaration, since hardly any other text is valid UTF-8 by accident; then
what was declared, if it fits; then windows-1252, which browsers take for undeclared text too.
"""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF16_LE, "utf-16"),
)
_WIDE = {b"\x00<\x00": "utf-16-be", b"<\x00?\x00": "utf-16-le", b"\x00{\x00": "utf-16-be"}
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_HTTP_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_NOT_BYTEWISE = re.compile(r"utf|ucs|iso-10646|ascii|unicode", re.IGNORECASE)
_LATIN_1 = {"iso8859-1", "ascii"}


def decode_document(body: bytes, content_type: str = "") -> str:
    """Decode ``body``; what fits nowhere becomes U+FFFD. Never raises."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    for start, encoding in _WIDE.items():
        if body.startswith(start):
            return body.decode(encoding, "replace")
    declared = _declared(body, content_type)
    if b"\x1b" in body and any(name.startswith("iso2022") for name in declared):
        return body.decode(declared[0], "replace")
    for encoding in ("utf-8", *declared):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _mostly_utf8(body) or body.decode("windows-1252", "replace")


def _declared(body: bytes, content_type: str) -> list[str]:
    """Give the declared single- and multi-byte encodings that Python knows, HTTP's first."""
    names = [*_HTTP_CHARSET.findall(content_type)]
    names += [name.decode("ascii", "replace") for name in _XML_ENCODING.findall(body[:1000])]
    known = []
    for name in names:
        try:
            found = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        is_text = getattr(found, "_is_text_encoding", True)
        if is_text and not _NOT_BYTEWISE.search(name):
            known.append("windows-1252" if found.name in _LATIN_1 else found.name)
    return [{"gb2312": "gb18030"}.get(name, name).replace("_", "") for name in known]


def _mostly_utf8(body: bytes) -> str | None:
    """Decode as UTF-8 if more of its non-ASCII characters are valid than broken."""
    text = body.decode("utf-8", "replace")
    broken = text.count("�")
    valid = sum(1 for char in text if char > "\x7f") - broken
    return text if valid > broken else None
