"""Which addresses are public, and which URLs a feed can have."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import BadAddress, FetchOptions, NotAllowed, Unreachable
from feeds.addresses import checked_url, is_public
from tests.feeds.fetching import read_feed
from tests.feeds.server import FeedServer

PRIVATE_V4 = [
    "0.0.0.0",  # noqa: S104
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
]
PRIVATE_V6 = [
    "::",
    "::1",
    "::8.8.8.8",
    "::127.0.0.1",
    "::ffff:0:10.0.0.1",
    "100::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "64:ff9b:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
    "2001:2::1",
]


@pytest.mark.parametrize("address", PRIVATE_V4 + PRIVATE_V6)
def test_an_address_that_is_nobodys_on_the_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "193.0.14.129",
        "2606:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.sampled_from(PRIVATE_V4), st.integers(0, 2**64 - 1))
def test_a_private_address_stays_private_however_it_travels_in_ipv6(v4: str, rest: int) -> None:
    number = int(ipaddress.IPv4Address(v4))
    forms = {
        "mapped": (0xFFFF << 32) | number,
        "compatible": number,
        "translated": (0xFFFF << 48) | number,
        "6to4": (0x2002 << 112) | (number << 80) | rest,
        "NAT64": (0x64FF9B << 96) | number,
        "local NAT64": (0x64FF9B0001 << 80) | (rest << 32 & (1 << 80) - 1) | number,
        "Teredo": (0x20010000 << 96) | (rest & ~0xFFFFFFFF) | (number ^ 0xFFFFFFFF),
    }
    public = [name for name, form in forms.items() if is_public(str(ipaddress.IPv6Address(form)))]
    assert not public


@given(st.ip_addresses())
def test_any_address_is_judged(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert not (is_public(str(address)) and (address.is_private or address.is_loopback))


@pytest.mark.parametrize(
    ("port", "fits"),
    [
        *((port, True) for port in ("", ":80", ":443", ":1024", ":8080", ":65535")),
        *((port, False) for port in (":0", ":22", ":25", ":79", ":444", ":1023", ":65536", ":x")),
    ],
)
def test_a_feed_has_a_port_of_the_web_or_one_from_1024_up(port: str, *, fits: bool) -> None:
    if fits:
        assert checked_url(f"http://blog.example{port}/feed")
    else:
        with pytest.raises(BadAddress):
            checked_url(f"http://blog.example{port}/feed")


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "localhost.",
        "LOCALHOST",
        "127.0.0.1.",
        "0",
        "0.0.0.0",  # noqa: S104
        "[::1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_no_spelling_of_this_machine_is_asked(
    server: FeedServer, options: FetchOptions, host: str
) -> None:
    server.serve("/feed", "<rss/>")
    with pytest.raises((NotAllowed, Unreachable, BadAddress)):
        read_feed(f"http://{host}:{server.port}/feed", nothing_allowed(options))
    assert not server.requests


def nothing_allowed(options: FetchOptions) -> FetchOptions:
    return FetchOptions(user_agent=options.user_agent, timeout=options.timeout, host_gap=0.0)


def test_a_name_is_judged_by_the_address_that_is_connected_to(
    server: FeedServer, options: FetchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is resolved once, so that it cannot be another one the second time."""
    asked: list[str] = []

    def rebinding(host: str, port: int, **_how: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    server.serve("/feed", "<rss/>")
    with pytest.raises(NotAllowed):
        read_feed(f"http://rebinding.example:{server.port}/feed", nothing_allowed(options))
    assert asked == ["rebinding.example"]
    assert not server.requests
