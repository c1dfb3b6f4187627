"""Where issues lie in a site: their folders, their neighbours, the files of a year."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

from exporter.publication.site.record import Card
from exporter.publication.state import Entry, in_order


def folders_of(
    entries: dict[str, Entry], known: dict[str, Card], gone: Sequence[Card]
) -> dict[str, str]:
    """Return the folder of each issue: its existing one, or a free one named by its date.

    An issue whose source was renamed keeps its folder; one with another date gets a new one.
    """
    renamed = {card.identity: card.folder for card in gone}
    folders: dict[str, str] = {}
    taken = {card.folder for card in known.values()}
    moved = []
    for entry in entries.values():
        card = known.get(entry.key)
        if card and card.date == entry.date:
            folders[entry.key] = card.folder
        else:
            moved.append(entry)
    for entry in in_order(moved):
        found = renamed.get(entry.identity) or _free(entry, taken)
        taken.add(found)
        folders[entry.key] = found
    return folders


def _free(entry: Entry, taken: set[str]) -> str:
    stem = f"{entry.date.year}/{entry.date:%m-%d}"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def latest_of(cards: Sequence[Card], most: int) -> list[Card]:
    """Return the last `most` issues that came or were corrected, newest first."""
    found = nlargest(most, enumerate(cards), key=lambda each: (each[1].updated, each[0]))
    return [card for _, card in found]


def neighbours_of(cards: Sequence[Card]) -> dict[str, tuple[Card | None, Card | None]]:
    """Return the issue before and the issue after each, by its folder."""
    rows = zip((None, *cards), cards, (*cards[1:], None), strict=False)
    return {card.folder: (before, after) for before, card, after in rows}


def in_issue(name: str, folders: set[str]) -> bool:
    """Whether a file of the site is in the folder of an issue."""
    return "/".join(name.split("/")[:2]) in folders
