"""A real HTTP server on loopback, whose pages answer as they are told: late, with an error, or not at all.

Inside:  ``Site``, the server, and what it was asked; ``Reply``, ``CUT`` and ``HANG``, what it may answer.
Outside: who asks (the cells of chapter 10, and exercise 10.2).
"""

from __future__ import annotations

import sys
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from socketserver import TCPServer
from time import perf_counter
from types import TracebackType
from typing import Any, NamedTuple, Self


class Reply(NamedTuple):
    """What a page answers: a text with a status, after so many seconds; headers beside the usual ones."""

    text: str = ""
    status: int = 200
    after: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()
    charset: str = "utf-8"


CUT = Reply("the connection is closed without a reply", -1)
HANG = Reply("no reply ever comes", -2)


class Request(NamedTuple):
    """What was asked: the page, when (``perf_counter``), and the headers, by names in small letters."""

    path: str
    moment: float
    headers: Mapping[str, str]


class Site:
    """Serves pages on a free port of this machine, as long as its ``with`` block lasts.

    Args:
        pages: path, as in "/a" -> its replies, one a request; the last of them goes on. Other paths are 404.

    Guarantees: leaving the block ends the server, the replies that still wait, and all of its threads.
    """

    def __init__(self, pages: Mapping[str, Sequence[Reply]]) -> None:
        self.pages = pages
        self.asked: list[Request] = []  # in the order in which they came
        self.most_at_once = 0  # requests that waited for their reply
        self._at_once = 0
        self._times: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        """Where it is: put a path behind it."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def requests(self, path: str) -> list[Request]:
        """Those for one page."""
        with self._lock:
            return [each for each in self.asked if each.path == path]

    def __enter__(self) -> Self:
        self._server = _Server(self)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, args=(0.01,), name="server")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()  # waits for the threads of the replies

    def next_reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        """For the server's threads: a request has come; what it is answered."""
        with self._lock:
            self.asked.append(Request(path, perf_counter(), headers))
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            replies = self.pages.get(path, [Reply("no such page", 404)])
            reply = replies[min(self._times[path], len(replies) - 1)]
            self._times[path] += 1
        return reply

    def answered(self) -> None:
        """For the server's threads: the reply goes out now."""
        with self._lock:
            self._at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # they are joined
    request_queue_size = 128

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        """HTTPServer asks for the name of the machine here, which takes seconds on some."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked has gone meanwhile: that is usual here, and nothing to print."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        reply = site.next_reply(self.path, {name.lower(): value for name, value in self.headers.items()})
        site.closing.wait(None if reply is HANG else reply.after)
        site.answered()  # before the reply: who has it may ask for the next page at once
        if reply is CUT or site.closing.is_set():
            self.connection.shutdown(SHUT_RDWR)
            return
        body = reply.text.encode(reply.charset)
        self.send_response(reply.status)
        self.send_header("Content-Type", f"text/plain; charset={reply.charset}")
        self.send_header("Content-Length", str(len(body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: Any) -> None:
        """A server writes a line a request; here ``asked`` has them."""
