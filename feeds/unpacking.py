"""Unpacking a body as it arrives, in parts so small that a decompression bomb is noticed early.

The codings are those of RFC 9110, 8.4.1, with br (RFC 7932) and zstd (RFC 8878).
"""

import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

ACCEPTED = "gzip, deflate, br, zstd"
"""What a request says it can read."""
_PART = 65_536
_ZSTD_SLICE = 64
"""Four bytes of zstd are enough for a block of 128 KB: so many bytes make 2 MB at most."""
_ZSTD_WINDOW = 8 * 1024 * 1024
"""No more memory need be kept for looking back: https://www.rfc-editor.org/rfc/rfc9659."""

Unpack = Callable[[bytes], Iterator[bytes]]


class CannotUnpackError(Exception):
    """The bytes are not packed as the server says."""


def unpacker(coding: str) -> Unpack:
    """Give what unpacks a body piece by piece; what is no known coding comes back as it is.

    It raises CannotUnpackError. A body that ends too early brings what was there.
    """
    makers: dict[str, Callable[[], Unpack]] = {
        "gzip": lambda: _zlib(zlib.MAX_WBITS | 16),
        "x-gzip": lambda: _zlib(zlib.MAX_WBITS | 16),
        "deflate": _deflate,
        "br": _brotli,
        "zstd": _zstd,
    }
    make = makers.get(coding.strip().lower())
    return make() if make else lambda data: iter((data,))


def _zlib(window: int) -> Unpack:
    inflate = zlib.decompressobj(window)

    def unpack(data: bytes) -> Iterator[bytes]:
        while data and not inflate.eof:
            try:
                yield inflate.decompress(data, _PART)
            except zlib.error as error:
                raise CannotUnpackError(str(error)) from error
            data = inflate.unconsumed_tail

    return unpack


def _deflate() -> Unpack:
    """Read zlib's format, as the RFC has it, or bare deflate, as many servers do."""
    chosen: Unpack | None = None
    held = b""

    def unpack(data: bytes) -> Iterator[bytes]:
        nonlocal chosen, held
        if chosen is None:
            held += data
            if len(held) < 2:  # noqa: PLR2004, the two bytes of a header
                return
            # RFC 1950, 2.2: method 8, and the two bytes are a multiple of 31.
            is_zlib = held[0] & 15 == 8 and int.from_bytes(held[:2]) % 31 == 0  # noqa: PLR2004
            chosen, data = _zlib(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS), held
        yield from chosen(data)

    return unpack


def _brotli() -> Unpack:
    expand = brotli.Decompressor()

    def unpack(data: bytes) -> Iterator[bytes]:
        part = data
        while part and not expand.is_finished():
            try:
                part = expand.process(data, output_buffer_limit=_PART)
            except brotli.error as error:
                raise CannotUnpackError(str(error)) from error
            data = b""  # what did not fit into the part comes without more data
            yield part

    return unpack


def _zstd() -> Unpack:
    frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    frame = frames.decompressobj()

    def unpack(data: bytes) -> Iterator[bytes]:
        nonlocal frame
        for start in range(0, len(data), _ZSTD_SLICE):
            rest = data[start : start + _ZSTD_SLICE]
            while rest:
                if frame.eof:
                    frame = frames.decompressobj()
                try:
                    yield frame.decompress(rest)
                except zstandard.ZstdError as error:
                    raise CannotUnpackError(str(error)) from error
                rest = frame.unused_data if frame.eof else b""

    return unpack
