"""Serve a site on this machine, for its editors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from exporter.errors import OutputError

HOST = "127.0.0.1"
TYPES = {
    ".json": "application/json",
    ".xml": "application/xml",
    ".epub": "application/epub+zip",
    ".webmanifest": "application/manifest+json",
}


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the files of a folder, without logging."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, *_: object) -> None:
        """Do not log requests."""


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for a folder on the loopback address; raises `OutputError`."""
    handler = partial(_Quiet, directory=str(folder))
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise OutputError(
            f"{HOST}:{port}: can't be used ({error.strerror}), choose another with --port"
        ) from None


def serve(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve a folder until the process ends."""
    with make_server(folder, port) as server:
        say(f"http://{HOST}:{server.server_port}/ (Ctrl-C ends it)")
        server.serve_forever()
