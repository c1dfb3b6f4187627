"""Lost lead bytes: text of GBK that is one byte out of step, and no gloss says where it began.

A mirror lost the first byte of a character: of 。“突發 (A1A3 A1B0 CDBB B06C) it shows ?！巴话l.
From the question mark on, the second byte of each character and the first one of the next stand
as one character, until a letter falls into step. Put back into step, all is right but the first
character, of which one byte is known. It is 。 before an opening quotation mark, else the one
that stands so elsewhere in the text, else it is lost: □ stands for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exporter.amounts import amount
from exporter.languages.characters import HAN
from exporter.repair.byteshift import (
    KIND,
    LEADS,
    PLAIN,
    commonness,
    decoded,
    encoded,
)
from exporter.repair.changes import Edits, Repaired
from exporter.repair.readings import LETTERS, can_be_read

LOST = "□"
HOLES = frozenset("?\ufffd")  # what servers show for a byte that they can't read
START = re.compile("(?<=[^\x00-\x7f\ue000-\uf8ff])[?？\ufffd](?=[^\x00-\x7f\ue000-\uf8ff])")
GLOSS = re.compile(rf"\(([{LETTERS}]{{1,8}})\)")
OPENING = "“「『‘"
ANY_HAN = re.compile(f"[{HAN}]")
MAX_RUN = 200  # characters
RARE = 1 / 4  # of the damaged characters; in text that is in step fewer are


@dataclass(frozen=True)
class Run:
    """What stands behind a lost byte: the byte after it, the characters in step, their end."""

    second: int
    text: str
    end: int

    @property
    def is_stop(self) -> bool:
        """Whether the lost character can be the full stop (A1A3) before a quotation mark."""
        return self.second == 0xA3 and self.text[:1] in OPENING


def undo_lost_leads(text: str) -> Repaired:
    """Put text back into step where the first byte of a character is lost."""
    edits = Edits(text, KIND)
    lost: list[int] = []
    position = 0
    while match := START.search(text, position):
        position = match.end()
        run = _run(text, position)
        if run is None or not _is_damage(text, position, run):
            continue
        first = _first(text, match.start(), run)
        if LOST in first + run.text:
            lost.append(text.count("\n", 0, match.start()) + 1)
        position = run.end + len(_gloss(text, run))
        edits.replace(match.start(), position, first + run.text, match.start() - 1)
    reasons = [f"{amount(len(edits.changes), 'place')} shifted by one byte: restored"]
    if lost:
        lines = ", ".join(map(str, dict.fromkeys(lost)))
        reasons.append(f"a character is lost on line {lines}: {LOST} marks it")
    done = edits.repaired(*reasons * bool(edits.changes))
    return Repaired(done.text, done.changes, done.reasons, tuple(dict.fromkeys(lost)))


def _run(text: str, start: int) -> Run | None:
    """Decode one byte later from `start` on, to the letter that ends the shift."""
    second, pending = encoded(text[start])[:1], encoded(text[start])[1:]
    restored = ""
    for position in range(start + 1, min(len(text), start + MAX_RUN) + 1):
        data = encoded(text[position : position + 1])
        if not second or not pending:
            return None
        if not data or (len(data) == 1 and not _is_letter(text, position)):
            # The byte before it found no second one, and its character is lost too.
            shown = text[position : position + 1] in HOLES
            return Run(second[0], restored + LOST, position + shown)
        character = decoded(pending + data[:1])
        if not PLAIN.fullmatch(character):
            return None
        restored += character
        if len(data) == 1:
            return Run(second[0], restored, position + 1)
        pending = data[1:]
        if pending[0] < 0x80:
            return Run(second[0], restored + pending.decode("ascii"), position + 1)
    return None


def _is_letter(text: str, position: int) -> bool:
    """Whether the character stands alone, as the second byte of another does."""
    character = text[position : position + 1]
    beside = text[position + 1 : position + 2]
    return "@" <= character <= "~" and not (beside.isascii() and beside.isalpha())


def _is_damage(text: str, start: int, run: Run) -> bool:
    """Whether a run was out of step: what comes out is in daily use, what stood there is not.

    A gloss at its end is proof; a full-width question mark is otherwise the writer's own.
    """
    if _gloss(text, run):
        return True
    made = [character for character in run.text if character != LOST]
    if text[start - 1] == "？" or not made or not all(map(commonness, made)):
        return False
    if run.is_stop and (run.text[-1] != LOST or text[run.end - 1] in HOLES):
        return True
    was = ANY_HAN.findall(text[start : run.end])
    rare = sum(not commonness(character) for character in was)
    return rare > len(was) * RARE


def _gloss(text: str, run: Run) -> str:
    """Return the gloss behind a run that says how its last character is read."""
    gloss = GLOSS.match(text, run.end)
    return gloss[0] if gloss and run.text and can_be_read(run.text[-1], gloss[1]) else ""


def _first(text: str, start: int, run: Run) -> str:
    """Return the character whose first byte is lost, or the sign that it is not known."""
    if run.is_stop:
        return "。"
    made = (decoded(bytes([lead, run.second])) for lead in LEADS)
    before = text[start - 1]
    known = [one for one in made if ANY_HAN.fullmatch(one) and f"{before}{one}" in text]
    return known[0] if len(known) == 1 else LOST
