"""The guard: HTTP whose every connection goes to an address that was checked after resolving.

The check stands where the connection is made, so that neither redirects, nor odd spellings of
an address, nor a name that resolves differently the second time get round it.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import Executor

import certifi
from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType

from feeds.addresses import is_numeric, is_public, normal_host
from feeds.errors import NotAllowed

_IDLE_SECONDS = 5.0
_MAX_ADDRESSES = 4
"""So many addresses of one host are tried; the next one begins when the last is slow."""


class Guard:
    """Lets connections out to public addresses, and to the private hosts that are allowed.

    ``allowed_hosts`` are names or addresses as they stand in URLs. Names are resolved by
    ``resolver``, whose threads nobody waits for at the end.
    """

    def __init__(self, allowed_hosts: Iterable[str], resolver: Executor) -> None:
        self._allowed = frozenset(normal_host(host) for host in allowed_hosts)
        self._let_in = set(self._allowed)
        self._names = _Names(self, resolver)

    def connector(self) -> TCPConnector:
        """Make what connects, for the loop that runs. Beyond it a request needs ``check_host``."""
        return TCPConnector(
            resolver=self._names,
            use_dns_cache=False,
            limit=0,
            keepalive_timeout=_IDLE_SECONDS,
            ssl=ssl.create_default_context(cafile=certifi.where()),
            socket_factory=self._socket,
        )

    def check_host(self, host: str) -> None:
        """Raise NotAllowed where a host is written as an address, and not one to connect to."""
        if is_numeric(host) and normal_host(host) not in self._allowed and not is_public(host):
            raise NotAllowed(f"//{host}", "the address is not public")

    def chosen(self, host: str, addresses: list[str]) -> list[str]:
        """Give those addresses of a host that may be connected to. Raises NotAllowed: none."""
        if normal_host(host) in self._allowed:
            self._let_in.update(addresses)
        else:
            addresses = [address for address in addresses if is_public(address)]
        if not addresses:
            raise NotAllowed(f"//{host}", "the address is not public")
        return addresses[:_MAX_ADDRESSES]

    def _socket(self, target: AddrInfoType) -> socket.socket:
        """Make a socket for one address; whatever came before, none that was not let in."""
        family, kind, protocol, _, (address, *_) = target
        if str(address) not in self._let_in and not is_public(str(address)):
            raise OSError("the address is not public")
        return socket.socket(family, kind, protocol)


class _Names(AbstractResolver):
    """Resolves names, and gives what the guard lets through."""

    def __init__(self, guard: Guard, threads: Executor) -> None:
        self._guard = guard
        self._threads = threads

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        def look_up() -> dict[str, socket.AddressFamily]:
            found = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
            return {str(to[0]): kind for kind, _, _, _, to in found}

        try:
            found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        except UnicodeError as error:
            raise OSError(f"{host} does not resolve") from error
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=found[address],
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in self._guard.chosen(host, list(found))
        ]

    async def close(self) -> None:
        """Nothing is held."""
