"""The server of the preview: local only, no requests to other machines."""

from __future__ import annotations

import json
import mimetypes
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from exporter.errors import OutputError

if TYPE_CHECKING:
    from exporter.preview.session import Session

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
BEAT_S = 10.0  # between heartbeats, which detect closed browsers
PAGE = {"": "index.html", "preview.css": "preview.css", "preview.js": "preview.js"}
TYPES = {".xhtml": "application/xhtml+xml", ".otf": "font/otf", ".woff2": "font/woff2"}
# Load nothing from other servers, even if the source links to them.
POLICY = "default-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"


class Handler(BaseHTTPRequestHandler):
    """Serves the page, the state, its changes, and the files of the views."""

    protocol_version = "HTTP/1.1"

    def __init__(self, session: Session, *arguments: object) -> None:
        self.session = session
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Do not log requests."""

    def do_GET(self) -> None:
        """Answer a request; ignores closed connections."""
        if self.headers.get("Host", "").partition(":")[0] not in NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)  # DNS rebinding
            return
        try:
            self._answer(unquote(urlsplit(self.path).path).lstrip("/"))
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _answer(self, path: str) -> None:
        if path == "events":
            self._tell()
            return
        if path == "state.json":
            self._send(json.dumps(self.session.state.as_dict()).encode(), "application/json")
            return
        found = self._file(path)
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._send(found, _type(path))

    def _file(self, path: str) -> bytes | None:
        kind, _, name = path.partition("/")
        if path in PAGE:
            return files("exporter.preview").joinpath("page", PAGE[path]).read_bytes()
        if kind == "sheets":
            picture = self.session.sheets.pictures.get(name.removesuffix(".png"))
            return picture.data if picture else None
        if kind == "epub":  # epub/NUMBER/NAME: a new number for each EPUB defeats caches
            return self.session.views.part(name.partition("/")[2])
        if kind == "web":
            found = self.session.views.site_file(name.partition("/")[2])
            return found.read_bytes() if found else None
        return None

    def _tell(self) -> None:
        """Send the version of the state on each change (server-sent events, HTML §9.2)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = -1
        while not self.session.ended:
            state = self.session.wait(version, BEAT_S)
            news = f"data: {state.version}\n\n" if state.version != version else ": waiting\n\n"
            self.wfile.write(news.encode())
            self.wfile.flush()
            version = state.version

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(data)


def _type(path: str) -> str:
    suffix = f".{path.rpartition('.')[2].lower()}"
    if path == "" or path.endswith("/"):
        return "text/html; charset=utf-8"
    found = TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


class Server(ThreadingHTTPServer):
    """A server whose threads end with the process."""

    daemon_threads = True


def make_server(session: Session, port: int) -> Server:
    """Return a server on the loopback address; raises `OutputError` if the port is taken."""
    try:
        return Server((HOST, port), partial(Handler, session))
    except (OSError, OverflowError) as error:
        words = getattr(error, "strerror", None) or error
        message = f"{HOST}:{port}: can't be used ({words}), choose another with --port"
        raise OutputError(message) from None
