"""Byte shifts: a gloss put between the bytes of two characters, on GBK bytes.

A mirror that looks for 驅 (F2 8C) byte by byte finds it in 夫將 (B7 F2 8C A2) too, and puts its
`(qū)` into the middle of 將. Read again, 8C and the bracket are no character, and all that
follows is off by one byte until a Latin letter falls into step: 夫將連日 becomes 夫?qū)⑦B日.

On bytes the damage can be undone exactly (`undo_bytes`). In a text that was decoded already, one
byte is lost under the question mark: the reading says which characters it can have been, and the
words that come out say which it was (`undo_shifts`).
"""

from __future__ import annotations

import re

from exporter.model import HAN
from exporter.repair.changes import Edits, Repaired
from exporter.repair.readings import LETTERS, can_be_read

KIND = "byte shift"
LEADS = range(0x81, 0xFF)
MAX_RUN = 200  # characters that one shift can damage: a line without a letter
READING = f"[{LETTERS}]{{1,8}}"
HOLE = re.compile(rf"([^\x00-\x7f])((?:\({READING}\))?)[?？\ufffd]\(?({READING})\)")
LETTER_BYTES = rb"(?:[a-z]|\xa8[\xa1-\xc0])"
GLOSS_BYTES = re.compile(rb"\((" + LETTER_BYTES + rb"{1,8})\)")
PLAIN = re.compile(f"[{HAN}，。、；：？！（）《》〈〉「」『』“”‘’…—·０-９％\u3000]")


def undo_bytes(data: bytes) -> bytes:
    """Drop from GBK bytes each gloss that tells how the two bytes before it are read."""
    out = bytearray()
    position = 0
    for match in GLOSS_BYTES.finditer(data):
        out += data[position : match.start()]
        position = match.end()
        character = _decoded(bytes(out[-2:]))
        if not (len(character) == 1 and can_be_read(character, _decoded(match[1]))):
            out += match[0]
    return bytes(out + data[position:])


def undo_shifts(text: str) -> Repaired:
    """Put decoded text back into step; glosses that stand in step are left to `glosses`."""
    edits = Edits(text, KIND)
    failed: list[int] = []
    position = 0
    while match := HOLE.search(text, position):
        position = match.end()
        undone = _undone(text, match)
        if undone is None:
            failed.append(text.count("\n", 0, match.start()) + 1)
            continue
        restored, end = undone
        edits.replace(match.end(2), end, restored, match.start())
        position = end
    if not edits.changes and not failed:
        return Repaired(text)
    return edits.repaired(_reason(len(edits.changes), failed))


def _reason(number: int, failed: list[int]) -> str:
    reason = f"{number} readings stood between the bytes of characters: put back into step"
    lines = ", ".join(map(str, failed))
    return f"{reason}; not those of line {lines}, where more is lost" if failed else reason


def _undone(text: str, hole: re.Match[str]) -> tuple[str, int] | None:
    """Return the characters that stood behind a hole and where they end in the text."""
    before, reading = _encoded(hole[1]), hole[3]
    if len(before) != 2:
        return None
    best: tuple[int, str, int] | None = None
    for lead in LEADS:
        pair = _decoded(bytes([before[1], lead]))
        if len(pair) != 1 or not can_be_read(pair, reading):
            continue
        run = _run(text, hole.end(), lead)
        if run is None:
            continue
        score = sum(map(_commonness, run[0])) * 4 // len(run[0]) + _fitness(pair, text)
        if best is None or score > best[0]:
            best = (score, *run)
    return None if best is None else best[1:]


def _run(text: str, start: int, lead: int) -> tuple[str, int] | None:
    """Decode from a lead byte on, until the text is in step again; None if it never is."""
    restored = ""
    pending = lead
    for position in range(start, min(len(text), start + MAX_RUN)):
        data = _encoded(text[position])
        if not data or (len(data) == 1 and data[0] < 0x40):
            return None
        character = _decoded(bytes([pending, data[0]]))
        if not PLAIN.fullmatch(character):
            return None
        restored += character
        if len(data) == 1:
            return restored, position + 1
        pending = data[1]
        if pending < 0x80:
            return restored + chr(pending), position + 1
        hole = HOLE.match(text, position)
        if hole and not hole[2]:
            # The byte lost here completes the pending one: the text goes on in step.
            for trail in LEADS:
                last = _decoded(bytes([pending, trail]))
                if PLAIN.fullmatch(last) and can_be_read(last, hole[3]):
                    return restored + last, hole.end()
    return None


def _fitness(character: str, text: str) -> int:
    """Rate the character that a mirror took for one of its list: glossed elsewhere, complex."""
    return 6 * (f"{character}(" in text) + 2 * (not _is_in(character, "gb2312", range(0x100)))


def _commonness(character: str) -> int:
    """Rate a character: 4 if it is among the 3755 of GB 2312 or the 5401 of Big5 in daily use."""
    daily = _is_in(character, "gb2312", range(0xD8)) or _is_in(character, "big5", range(0xC7))
    return 4 * daily


def _is_in(character: str, encoding: str, leads: range) -> bool:
    try:
        data = character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return data[0] in leads


def _encoded(character: str) -> bytes:
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _decoded(data: bytes) -> str:
    return data.decode("gbk", errors="replace")
