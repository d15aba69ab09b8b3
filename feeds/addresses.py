"""Where a feed may come from: which URLs have a proper form, and which addresses are public."""

import ipaddress
import re

from yarl import URL

from feeds.errors import BadAddress

_WEB_PORTS = {80, 443}
_UNPRIVILEGED_PORTS = range(1024, 65_536)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""All that is given out of IPv6: https://www.iana.org/assignments/ipv6-address-space."""
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    # Not known to every Python as special: IETF protocols, 6to4 relays, documentation.
    for network in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")
)


_PLAIN = re.compile(r"[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)
"""What needs no quoting (RFC 3986, 2). It goes out as it is written, spelled however oddly."""


def checked_url(url: str) -> URL:
    """Give ``url`` parsed: http or https, a host, port 80, 443 or from 1024 up.

    Raises BadAddress for every other.
    """
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise BadAddress(url, "the address holds spaces or control characters")
    try:
        parsed = URL(url, encoded=_PLAIN.fullmatch(url) is not None)
        host, port = parsed.host or "", parsed.explicit_port
    except ValueError as error:
        raise BadAddress(url, "the address cannot be read") from error
    if parsed.scheme not in {"http", "https"}:
        raise BadAddress(url, "the address does not start with http:// or https://")
    if not re.fullmatch(r"[\w.:-]+", host):
        raise BadAddress(url, "the address names no proper host")
    if port is not None and port not in _WEB_PORTS and port not in _UNPRIVILEGED_PORTS:
        raise BadAddress(url, f"port {port} is none that serves feeds")
    return parsed


def is_numeric(host: str) -> bool:
    """Tell whether a host is written as an address, well or badly, and is no name."""
    return ":" in host or host.replace(".", "").isdigit()


def normal_host(host: str) -> str:
    """Give a host as settings and URLs are compared: lower case, no brackets round IPv6."""
    return host.strip().lower().removeprefix("[").removesuffix("]")


def is_public(address: str) -> bool:
    """Tell whether a numeric IP address is reachable from everywhere and nobody's own network.

    IPv4 addresses that travel inside IPv6 (mapped, 6to4, Teredo, NAT64) count as themselves. What
    is no address in its usual form is not public.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(ip in network for network in _SPECIAL):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
        inner = [ip.sixtofour, ip.teredo[1] if ip.teredo else None]
        if ip not in _GLOBAL_UNICAST or not all(is_public(str(v4)) for v4 in inner if v4):
            return False
    return ip.is_global and not ip.is_multicast
