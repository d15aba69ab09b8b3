"""A line between the bot and Slack that a test can cut, hang up and freeze."""

import contextlib
import select
import socket
import struct
import threading
from types import TracebackType
from typing import Self

from sandbox.server import Sandbox

_RESET = struct.pack("ii", 1, 0)


class Line:
    """A context manager: ``api_url`` leads through it to a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._far_end = ("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._frozen: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base URL."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/api/"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()
        for thread in self._threads:
            thread.join(5)
        for pair in self._pairs:
            for end in pair:
                end.close()

    def cut(self) -> None:
        """Break all connections off with a reset."""
        for near, _ in self._pairs:
            with contextlib.suppress(OSError):
                near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._end(how=None)

    def hang_up(self) -> None:
        """End all connections without a word of the protocol above."""
        self._end(how=socket.SHUT_RDWR)

    def freeze(self) -> None:
        """Let nothing pass any more through the connections there are; new ones work."""
        self._frozen.update(end for pair in self._pairs for end in pair)

    def _end(self, how: int | None) -> None:
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    if how is None:
                        end.close()
                    else:
                        end.shutdown(how)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._far_end)
                self._pairs.append((near, far))
                thread = threading.Thread(target=self._carry, args=(near, far), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        with contextlib.suppress(OSError, ValueError):
            while True:
                for end in select.select([near, far], [], [], 0.1)[0]:
                    data = end.recv(65536)
                    if not data:
                        other[end].shutdown(socket.SHUT_RDWR)
                        return
                    if end not in self._frozen:
                        other[end].sendall(data)
