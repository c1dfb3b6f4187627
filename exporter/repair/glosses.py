"""Glosses: `頁(yè)`, a reading that a mirror put in brackets after a character.

A newspaper writes such notes too, 重(chóng)庆, but few: after a rare character, once. A mirror
puts them after everyday characters, each time. So the document decides, by how dense they are,
and in a damaged document each character, by whether it ever stands without its gloss.
"""

from __future__ import annotations

import re
from collections import Counter

from exporter.amounts import amount
from exporter.languages.characters import HAN
from exporter.repair.changes import Edits, Repaired
from exporter.repair.readings import LETTERS, can_be_read

KIND = "gloss"
GLOSS = re.compile(f"([{HAN}])[(（]([{LETTERS}\u0300-\u0308\u030c]{{1,9}})[)）]")
IS_HAN = re.compile(f"[{HAN}]")
MANY = 8
DENSE = 1 / 200  # one gloss in so many Chinese characters
FEW_REPEATED = 3


def remove_glosses(text: str) -> Repaired:
    """Remove the brackets that a mirror put after characters; keep the writers' own."""
    found = [match for match in GLOSS.finditer(text) if can_be_read(match[1], match[2])]
    if not found:
        return Repaired(text)
    glossed = Counter(match[1] for match in found)
    total = {character: text.count(character) for character in glossed}
    damaged, why = _judge(text, glossed, total)
    if not damaged:
        return Repaired(text, reasons=(why,))
    edits = Edits(text, KIND)
    for match in found:
        if glossed[match[1]] * 2 > total[match[1]]:
            edits.replace(match.end(1), match.end(), "", match.start())
    return edits.repaired(why)


def _judge(text: str, glossed: Counter[str], total: dict[str, int]) -> tuple[bool, str]:
    """Return whether a mirror put the glosses there, and why."""
    number, all_han = glossed.total(), len(IS_HAN.findall(text))
    always = number / sum(total.values())
    repeated = max(glossed.values()) > 1
    shown = f"{amount(number, 'reading')} in brackets among {all_han:,} Chinese characters"
    each = f"after {always:.0%} of the places where those characters occur"
    if number >= MANY and number >= all_han * DENSE and always > 1 / 2:
        return True, f"{shown}, {each}: removed as added by a mirror site"
    if number >= FEW_REPEATED and repeated and always >= 0.9:
        return True, f"{shown}, {each}, always the same ones: removed as added by a mirror site"
    return False, f"{shown}, {each}: kept as the author's own notes"
