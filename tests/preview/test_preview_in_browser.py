"""The preview in Chromium: what an editor sees while writing, and the way by keyboard."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.api import Options
from exporter.preview.server import make_server
from exporter.preview.session import Session

MODULES = Path(__file__).parents[2] / ".checkers" / "node_modules"
WALK = Path(__file__).parent / "browser.js"
HEAD = "---\nheadline: {}\n---\n"
PARAGRAPH = "Nobody saw who lit the lamp on the bridge. " * 5 + "\n\n"
WRITTEN = HEAD.format("The lamp is lit") + PARAGRAPH * 4
TEXTS = {
    "longer": HEAD.format("The lamp is lit again") + PARAGRAPH * 60,
    "wrong": "---\nheadlin: The lamp\n---\n" + PARAGRAPH,
    "fitting": HEAD.format("The lamp burns") + PARAGRAPH * 4,
}


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve the preview of an issue of one short article; yield address and article."""
    missing = [name for name in ("node", "chromium") if not shutil.which(name)]
    if missing or not MODULES.is_dir():
        pytest.skip(f"run scripts/install-checkers: {', '.join(missing) or MODULES} is missing")
    article = tmp_path / "01" / "10-lamp.md"
    article.parent.mkdir()
    article.write_text(WRITTEN, "utf-8")
    head = "publication: {name: Lamp, language: en}\ndate: 2026-06-16\n"
    (tmp_path / "issue.yaml").write_text(head, "utf-8")
    session = Session(tmp_path, Options(paper="a4"))
    with make_server(session, 0) as server:
        for work in (server.serve_forever, session.run):
            threading.Thread(target=work, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", article
        session.stop()
        server.shutdown()


def test_an_editor_edits_errs_corrects_and_fits(preview: tuple[str, Path]) -> None:
    address, article = preview
    shots = [os.environ["EXPORTER_SHOTS"]] if "EXPORTER_SHOTS" in os.environ else []
    command = ["node", WALK, MODULES, address, article, *shots]
    done = subprocess.run(
        command, check=False, input=json.dumps(TEXTS), capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["problems"], told["outside"]) == ([], [])
    assert told["sheets"] == 1 and "short" in told["fit"]
    assert told["longer"] == "The lamp is lit again"
    assert "over" in told["over"] and "characters" in told["over"]
    assert "headlin" in told["error"] and "10-lamp.md:2" in told["error"]
    assert told["link"].startswith("vscode://file/") and told["link"].endswith("10-lamp.md:2")
    assert told["kept"] >= 1  # the last good pages stay below the error
    assert "over" not in told["fitting"]
    assert (told["tab"], told["round"]) == ("tab-epub", "tab-pages")
    assert "Nobody saw" in told["book"] and "The lamp burns" in told["web"]
    assert {"area", "article", "where"} <= set(told["reached"])
