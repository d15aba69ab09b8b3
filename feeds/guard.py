"""The guard: HTTP whose every connection goes to an address that was checked after resolving.

The check stands where the connection is made, so that neither redirects, nor odd spellings of
an address, nor a name that resolves differently the second time get round it.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import Executor
from typing import Any

import httpcore
import httpx

from feeds.addresses import is_public, normal_host
from feeds.errors import NotAllowed

_ATTEMPT_SECONDS = 5.0
"""How long one address of several is tried before the next."""
_MAX_ATTEMPTS = 4


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to the private hosts that were allowed by name.

    Raises NotAllowed when a host has addresses, but none that may be connected to.
    """

    def __init__(self, allowed_hosts: Iterable[str], resolver: Executor) -> None:
        self._allowed = frozenset(normal_host(host) for host in allowed_hosts)
        self._resolver = resolver
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109, the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve ``host``, drop what is not allowed, connect to the first that answers."""
        addresses = await self._resolve(host, port)
        if normal_host(host) not in self._allowed:
            addresses = [address for address in addresses if is_public(address)]
        if not addresses:
            raise NotAllowed(f"//{host}:{port}", "the address is not public")
        *first, last = addresses[:_MAX_ATTEMPTS]
        for address in first:
            limit = _ATTEMPT_SECONDS if timeout is None else min(timeout, _ATTEMPT_SECONDS)
            try:
                return await self._network.connect_tcp(
                    address, port, limit, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(last, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait between attempts, as httpcore asks for."""
        await self._network.sleep(seconds)

    async def _resolve(self, host: str, port: int) -> list[str]:
        def look_up() -> list[str]:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            return list(dict.fromkeys(str(row[4][0]) for row in found))

        try:
            return await asyncio.get_running_loop().run_in_executor(self._resolver, look_up)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} does not resolve") from error


class _Body(httpx.AsyncByteStream):
    """An answer's body as it comes from the line, packed."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx over httpcore with the guarded backend. httpcore's exceptions come through as is."""

    def __init__(self, allowed_hosts: Iterable[str], resolver: Executor) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_tls(),
            max_connections=None,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            network_backend=GuardedBackend(allowed_hosts, resolver),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body is streamed."""
        url = request.url
        extensions: dict[str, Any] = request.extensions
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
