"""Serve a preview until the process ends."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from exporter.options import Options
from exporter.preview.server import HOST, make_server
from exporter.preview.session import Session

# Python's threads take turns: answers to the browser are made while pages are, which may not wait
# for each other long. Usual is 0.005.
TURN_S = 0.0005


def serve(source: Path, options: Options, port: int, say: Callable[[str], None]) -> None:
    """Serve the preview of a source until interrupted; raises `OutputError` for a bad port."""
    sys.setswitchinterval(TURN_S)
    session = Session(source, options)
    with make_server(session, port) as server:
        say(f"http://{HOST}:{server.server_port}/ (Ctrl-C ends it)")
        worker = threading.Thread(target=session.run, daemon=True)
        worker.start()
        try:
            server.serve_forever()
        finally:
            session.stop()
