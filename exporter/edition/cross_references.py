"""Links between documents of an edition, made into links inside of one PDF."""

from __future__ import annotations

from exporter.xhtml import Element

SUFFIX = ".xhtml"


def owners(target: str) -> list[str]:
    """Return the article ids that an id may belong to, longest first.

    Ids inside an article begin with the article's id and a hyphen.
    """
    parts = target.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def make_local(tree: Element) -> None:
    """Turn links to documents, or places in them, into links to ids, which are unique."""
    for link in tree.iter("a"):
        if address := link.get("href"):
            link.set("href", local(address))


def local(address: str) -> str:
    """Return the address inside the PDF of a document of the edition; others stay."""
    name, _, place = address.partition("#")
    if not name.endswith(SUFFIX) or "/" in name:
        return address
    return f"#{place or name.removesuffix(SUFFIX)}"
