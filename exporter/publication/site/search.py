"""Search with Pagefind, if installed: an index of all articles that is loaded in small parts.

Its extended build segments Chinese. It indexes the whole site, so it runs when that is in place.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from exporter.errors import MissingDependency
from exporter.publication.site.context import Context
from exporter.publication.site.shell import PageHead

FOLDER = "pagefind"
ARTICLES = "[0-9]*/*/a-*.html"
INSTALL = "pip install 'issue-exporter[search]'"


def is_installed() -> bool:
    """Whether Pagefind is installed."""
    return find_spec("pagefind") is not None


def write_page(context: Context) -> None:
    """Write the page to search on."""
    shell = context.shell
    if not shell.has_search:
        return
    title = f"{shell.words.search} · {shell.publication.name}"
    context.store.write(
        "search.html", shell.page(PageHead("search.html", title, "search"), "search")
    )
    context.store.write("assets/search.js", shell.style.render("web/search.js", {}))


def index(site: Path, output: Path) -> None:
    """Index the articles of a site into a new folder; raises `MissingDependency` if that fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", ARTICLES]
    command += ["--output-path", str(output), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise MissingDependency(f"Pagefind fails ({lines[-1]}), install it again: {INSTALL}")
