"""Packed answers: every coding is read, in whatever pieces it arrives, and no bomb goes off."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from feeds import FetchOptions, NotAFeed, TooLarge
from feeds.unpacking import CannotUnpackError, unpacker
from tests.feeds.fetching import read_feed
from tests.feeds.server import FeedServer

RSS = b"<rss version='2.0'><channel><title>News</title></channel></rss>"


def bare_deflate(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


def two_frames(body: bytes) -> bytes:
    half = len(body) // 2
    return zstandard.compress(body[:half]) + zstandard.compress(body[half:])


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "an old name": ("X-GZIP", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "brotli": ("br", lambda body: brotli.compress(body, quality=5)),
    "zstd": ("zstd", zstandard.compress),
    "zstd in two frames": ("zstd", two_frames),
    "not at all": ("identity", bytes),
    "in a way nobody knows": ("utf-8", bytes),
}


@pytest.mark.parametrize(("coding", "pack"), PACKERS.values(), ids=PACKERS.keys())
def test_a_packed_feed_is_read(
    server: FeedServer, options: FetchOptions, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    url = server.serve("/feed", pack(RSS), headers={"Content-Encoding": coding})
    assert read_feed(url, options).document.title == "News"
    assert server.requests[0].headers["accept-encoding"] == "gzip, deflate, br, zstd"


@given(
    st.sampled_from(sorted(PACKERS)),
    st.lists(st.sampled_from([b"<item>", b"\x00" * 5000, "Zürich".encode()]), max_size=20),
    st.integers(1, 70_000),
)
def test_the_pieces_in_which_a_body_arrives_do_not_matter(
    name: str, parts: list[bytes], size: int
) -> None:
    coding, pack = PACKERS[name]
    body = b"".join(parts)
    assert b"".join(unpacked(coding, pack(body), size)) == body


def unpacked(coding: str, packed: bytes, size: int) -> Iterator[bytes]:
    unpack = unpacker(coding)
    for start in range(0, len(packed), size):
        yield from unpack(packed[start : start + size])


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=300), st.integers(1, 300))
def test_nonsense_is_unpacked_to_something_or_refused(name: str, body: bytes, size: int) -> None:
    coding, _ = PACKERS[name]
    try:
        found = b"".join(unpacked(coding, body, size))
    except CannotUnpackError:
        return
    assert isinstance(found, bytes)


BOMB = bytes(60_000_000)
BOMBS = {
    "gzip": gzip.compress(BOMB),
    "deflate": zlib.compress(BOMB),
    "br": brotli.compress(BOMB, quality=3),
    "zstd": zstandard.compress(BOMB),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_stopped_while_it_is_small(
    server: FeedServer, options: FetchOptions, coding: str
) -> None:
    url = server.serve("/feed", BOMBS[coding], headers={"Content-Encoding": coding})
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read_feed(url, replace(options, max_bytes=1_000_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12_000_000


@pytest.mark.parametrize("coding", BOMBS)
def test_no_piece_of_a_bomb_is_large(coding: str) -> None:
    """Four kilobytes are as many as the line brings at least, and the worst that can be sent."""
    assert max(map(len, unpacked(coding, BOMBS[coding], 4096))) <= 2 * 1024 * 1024 + 131_072


def test_a_zstd_frame_that_wants_much_memory_is_refused() -> None:
    large = zstandard.ZstdCompressionParameters(window_log=27)
    packer = zstandard.ZstdCompressor(compression_params=large)
    stream = packer.compressobj()
    packed = stream.compress(b"x") + stream.flush()
    with pytest.raises(CannotUnpackError):
        list(unpacked("zstd", packed, 4096))


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        *((b"not packed", coding) for coding in ("gzip", "deflate", "br", "zstd")),
        pytest.param(gzip.compress(gzip.compress(RSS)), "gzip, gzip", id="twice"),
        pytest.param(
            gzip.compress(gzip.compress(RSS)),
            "gzip\r\nContent-Encoding: gzip",
            id="twice, said in two lines",
        ),
    ],
)
def test_what_cannot_be_unpacked_is_no_feed(
    server: FeedServer, options: FetchOptions, body: bytes, coding: str
) -> None:
    with pytest.raises(NotAFeed):
        read_feed(server.serve("/feed", body, headers={"Content-Encoding": coding}), options)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_of_a_torn_body_what_is_there_is_kept(
    server: FeedServer, options: FetchOptions, coding: str
) -> None:
    items = "".join(f"<item><guid>{n * 7919 % 10007}</guid></item>" for n in range(2_000))
    body = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()
    pack = dict(PACKERS.values())[coding]
    packed = pack(body)
    torn = packed[: len(packed) * 3 // 4]
    url = server.serve("/feed", torn, headers={"Content-Encoding": coding})
    assert len(read_feed(url, options).document.entries) > 100
