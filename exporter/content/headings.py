"""Names of headings, for links to them: `10-story.md#the-tide`."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNNAMED = re.compile(r"[^\w\- ]")


def name_headings(tree: etree._Element, wanted: frozenset[str]) -> list[str]:
    """Give an id to each heading that links in the tree, or in other articles, ask for.

    Others stay without one. A heading's name is its words as GitHub and most editors have them:
    small letters, hyphens for spaces, no marks. Returns the names of all headings.
    """
    names = []
    wanted |= {unquote(link.get("href", "")[1:]) for link in tree.iter("a")}
    taken = {element.get("id", "") for element in tree.iter()} if wanted else set()
    for heading in tree.iter(*HEADINGS):
        name = heading_name("".join(map(str, heading.itertext())))
        names.append(name)
        if name in wanted and name not in taken and not heading.get("id"):
            heading.set("id", name)
            taken.add(name)
    return names


def heading_name(words: str) -> str:
    """Return the name of a heading with these words."""
    return UNNAMED.sub("", words.strip().lower()).replace(" ", "-")
