"""Labels of pages as the model takes them, and as part of an id."""

from __future__ import annotations

import re
from urllib.parse import unquote

from exporter.content.sanitize import clean_text

UNFIT = re.compile(r"[/\\\s]+|^\.+")


def slug(label: str) -> str:
    """Make a page label fit for an XML id and a file name."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"_{ord(character):x}_"
        for character in label
    )


def unique_labels(labels: list[str]) -> list[str]:
    """Return labels that the model takes, each its own: `01`, `01-2`."""
    seen: set[str] = set()
    out: list[str] = []
    for number, label in enumerate(labels, 1):
        wanted = (
            UNFIT.sub("-", clean_text(unquote(label)).strip())[:16].strip("-") or f"{number:02}"
        )
        found, count = wanted, 2
        while found.casefold() in seen:
            found = f"{wanted[:12]}-{count}"
            count += 1
        seen.add(found.casefold())
        out.append(found)
    return out
