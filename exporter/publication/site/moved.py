"""Old addresses of issues that got another date: small pages that lead to the new ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from exporter.publication.site.record import Card
from exporter.publication.site.shell import Shell

FRONT = "index.html"


def moves_of(
    known: Mapping[str, str], new: Mapping[str, str], folders: Collection[str]
) -> dict[str, str]:
    """Return old folders of issues with the present ones: known moves, and those of a run.

    `folders` are those of all issues. An old folder that has an issue again is no move any more.
    """
    found = {old: new.get(folder, folder) for old, folder in known.items()} | dict(new)
    return {old: to for old, to in found.items() if to in folders and old not in folders}


def is_left(name: str, folders: Collection[str]) -> bool:
    """Whether a file of a site is a page in one of these folders."""
    return name.rpartition("/")[0] in folders and name.endswith(".html")


def redirect(shell: Shell, name: str, card: Card, files: Collection[str]) -> str:
    """Return the page at the old address `name` of a page of an issue.

    It leads, with scripts or without, to the same page of the issue, one of its `files`; or to its
    front, if there is none.
    """
    page = name.rpartition("/")[2]
    target = f"{card.folder}/{page if page in files else FRONT}"
    way = "../" * name.count("/") + target
    canonical = shell.address(target) if shell.base else way
    return str(
        shell.fill("moved", title=card.name, way=way, canonical=canonical, language=shell.language)
    )
