"""Search with Pagefind, if installed: an index of all articles that is loaded in small parts.

Its extended build segments Chinese. It indexes all articles, as they will be, before the files of
a run are moved into place with the others.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

from exporter.errors import MissingDependency
from exporter.outputs import temporary_folder
from exporter.publication.site.context import Context
from exporter.publication.site.shell import PageHead

FOLDER = "pagefind"
# What the page to search on consists of.
PAGE = ["search.html", "assets/search.js", f"{FOLDER}/pagefind-ui.js", f"{FOLDER}/pagefind-ui.css"]
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


def update(context: Context, files: Collection[str], is_indexed: bool) -> bool:
    """Index the articles of the site as it will be, if one of them changes.

    `files` are the files of the site so far, `is_indexed` is whether their index is up to date; the
    result is whether there will be one.
    """
    store = context.store
    store.settle()
    is_changed = any(fnmatch(name, ARTICLES) for name in (*store.staged, *store.dropped))
    if not context.shell.has_search or (is_indexed and not is_changed):
        return context.shell.has_search and is_indexed
    context.options.progress("search")
    with temporary_folder(store.stage) as site, temporary_folder() as output:
        store.link(ARTICLES, site)
        index(site, output)
        paths = [path for path in sorted(output.rglob("*")) if path.is_file()]
        made = {f"{FOLDER}/{path.relative_to(output).as_posix()}": path for path in paths}
        for name, path in made.items():
            store.write(name, path.read_bytes())
    for name in files:
        if name.startswith(f"{FOLDER}/") and name not in made:
            store.drop(name)
    return True


def index(site: Path, output: Path) -> None:
    """Index the articles below a folder into a new one; raises `MissingDependency`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", ARTICLES]
    command += ["--output-path", str(output), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise MissingDependency(f"Pagefind fails ({lines[-1]}), install it again: {INSTALL}")
