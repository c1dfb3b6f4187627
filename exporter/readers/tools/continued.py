"""Which article continues in which (下转, 上接): one way, one to one, never in a circle."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

from exporter.nearest import meant

Named = Mapping[str, tuple[str, int]]
Refuse = Callable[[str, int, str, str], None]
EXAMPLE = "write page and file: 03/10-more.md"


def join(continued: Named, ids: Mapping[str, str], refuse: Refuse) -> dict[str, str]:
    """Return the id of the article in which each article continues, by the id of the first.

    `continued` names by source file what it continues in and on which line that stands, `ids` has
    the articles by file. `refuse` is called with file, line, what is wrong and what to do.
    """
    onward: dict[str, str] = {}
    for source, (target, line) in continued.items():
        name = posixpath.normpath(target)
        taken = next((file for file, other in onward.items() if other == name), "")
        if name not in ids:
            others = (each for each in ids if each != source)
            refuse(source, line, f"there is no article `{target}`", meant(name, others, EXAMPLE))
        elif name == source:
            refuse(source, line, "the article continues in itself", "name another article")
        elif taken:
            wrong = f"`{target}` is the continuation of `{taken}` already"
            refuse(source, line, wrong, "let each article continue in a different one")
        elif circle := _circle(source, name, onward):
            wrong = f"the articles continue in a circle: {' → '.join(circle)}"
            refuse(source, line, wrong, "remove `continues:` from the last one")
        else:
            onward[source] = name
    return {ids[source]: ids[name] for source, name in onward.items()}


def _circle(source: str, name: str, onward: Mapping[str, str]) -> list[str]:
    """Return the files of the circle that one more continuation would close; none if it doesn't."""
    chain = [source, name]
    while chain[-1] in onward and chain[-1] != source:
        chain.append(onward[chain[-1]])
    return chain if chain[-1] == source else []
