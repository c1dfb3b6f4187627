"""Repair: text in, text and a list of the changes out; one file a kind of damage.

Each document decides for itself what is damage and says why. Clean text comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from exporter.repair.byteshift import undo_shifts
from exporter.repair.changes import Change, Repaired, counts
from exporter.repair.full_width import repair_punctuation
from exporter.repair.glosses import remove_glosses
from exporter.repair.lostlead import undo_lost_leads

__all__ = ["Change", "Repaired", "counts", "repair_markup", "repair_prose", "repair_text"]

# Byte shifts first: put back into step, a text shows the glosses that were hidden in them.
OF_TEXT: tuple[Callable[[str], Repaired], ...] = (undo_shifts, undo_lost_leads, remove_glosses)
TAG = re.compile(r"(<[a-zA-Z/!?][^<>]*>)")
BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|td|tr|table|br|hr|blockquote)\b", re.IGNORECASE)
MARK = re.compile("\ue000(\\d+)(?:\ue001|\ue002\n)")
MAY_BE_DAMAGED = re.compile("[\u2e80-\u9fff]")


def repair_text(text: str) -> Repaired:
    """Undo what damages any text: byte shifts and glosses."""
    return _in_turn(text, OF_TEXT)


def repair_prose(text: str) -> Repaired:
    """Undo what damages the prose of an article: its punctuation."""
    return _in_turn(text, (repair_punctuation,))


def repair_markup(html: str) -> Repaired:
    """Repair the text of an HTML fragment and leave its tags alone."""
    if not MAY_BE_DAMAGED.search(html) or "\ue000" in html:
        return Repaired(html)
    parts = TAG.split(html)
    tags = parts[1::2]
    text = "".join(
        _mark(index // 2, part) if index % 2 else unescape(part) for index, part in enumerate(parts)
    )
    done = _in_turn(text, (*OF_TEXT, repair_punctuation))
    if done.text == text:
        return Repaired(html, (), done.reasons, done.unrepaired)
    pieces = MARK.split(done.text)
    pieces[1::2] = [tags[int(number)] for number in pieces[1::2]]
    pieces[::2] = [escape(piece, quote=False) for piece in pieces[::2]]
    return Repaired("".join(pieces), done.changes, done.reasons, done.unrepaired)


def _mark(number: int, tag: str) -> str:
    """Stand in for a tag while the text around it is repaired; a block ends a line."""
    return f"\ue000{number}" + ("\ue002\n" if BLOCK.match(tag) else "\ue001")


def _in_turn(text: str, steps: tuple[Callable[[str], Repaired], ...]) -> Repaired:
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    unrepaired: tuple[int, ...] = ()
    for step in steps:
        done = step(text)
        text = done.text
        changes += done.changes
        reasons += done.reasons
        unrepaired += done.unrepaired
    return Repaired(text, changes, reasons, unrepaired)
