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
from dataclasses import dataclass
from functools import lru_cache

from exporter.amounts import amount
from exporter.languages.characters import HAN
from exporter.repair.changes import Edits, Repaired
from exporter.repair.readings import LETTERS, can_be_read

KIND = "byte shift"
LEADS = range(0x81, 0xFF)
MAX_RUN = 200  # characters that one shift can damage: a line without a letter
READING = f"[{LETTERS}]{{1,8}}"
HOLE = re.compile(rf"([^\x00-\x7f])((?:\({READING}\))?)[?？\ufffd]\(?({READING})\)")
GLOSSED = re.compile(f"([{HAN}])\\(")
LOST = re.compile(rf"[?？\ufffd](?:\(?({READING})\))?")
STOP_LEAD = 0xA1  # 。 is A1 A3
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
        character = decoded(bytes(out[-2:]))
        if not (len(character) == 1 and can_be_read(character, decoded(match[1]))):
            out += match[0]
    return bytes(out + data[position:])


def undo_shifts(text: str) -> Repaired:
    """Put decoded text back into step; glosses that are in step are left to `glosses`."""
    edits = Edits(text, KIND)
    failed: list[int] = []
    guessed = 0
    position = 0
    glossed = frozenset(GLOSSED.findall(text))
    while match := HOLE.search(text, position):
        position = match.end()
        run = _undone(text, match, glossed)
        if run is None:
            failed.append(text.count("\n", 0, match.start()) + 1)
            continue
        guessed += run.is_guessed
        edits.replace(match.end(2), run.end, run.text, match.start())
        position = run.end
    if not edits.changes and not failed:
        return Repaired(text)
    done = edits.repaired(_reason(len(edits.changes), guessed, failed))
    return Repaired(done.text, done.changes, done.reasons, tuple(dict.fromkeys(failed)))


def damaged(text: str) -> list[tuple[int, int]]:
    """Return where shifts stand that could not be undone, which other repairs leave alone."""
    return [match.span() for match in HOLE.finditer(text)]


def _reason(number: int, guessed: int, failed: list[int]) -> str:
    reason = f"{amount(number, 'reading')} inserted between the bytes of characters: restored"
    if guessed:
        reason += f", {guessed} of them with a full stop whose second half was lost"
    lines = ", ".join(map(str, failed))
    return f"{reason}; except on line {lines}, where more is lost" if failed else reason


@dataclass(frozen=True)
class _Run:
    """Characters put back into step, and where they end in the damaged text."""

    text: str
    end: int
    is_guessed: bool = False


def _undone(text: str, hole: re.Match[str], glossed: frozenset[str]) -> _Run | None:
    """Return the characters that stood behind a hole; of several ways, the best."""
    before = encoded(hole[1])
    if len(before) != 2:
        return None
    best: tuple[int, _Run] | None = None
    for pair in _candidates(before[1], hole[3]):
        run = _run(text, hole.end(), pair.encode("gbk")[1], glossed)
        if run is None:
            continue
        score = sum(map(commonness, run.text)) * 4 // len(run.text) + _fitness(pair, glossed)
        if best is None or score > best[0]:
            best = (score, run)
    return None if best is None else best[1]


@lru_cache(maxsize=4096)
def _candidates(first: int, reading: str) -> tuple[str, ...]:
    """Return the characters that begin with a byte and can be read so."""
    pairs = (decoded(bytes([first, second])) for second in LEADS)
    return tuple(pair for pair in pairs if len(pair) == 1 and can_be_read(pair, reading))


def _run(text: str, start: int, lead: int, glossed: frozenset[str]) -> _Run | None:
    """Decode from a lead byte on, until the text is in step again; None if it never is."""
    restored = ""
    pending = lead
    for position in range(start, min(len(text), start + MAX_RUN)):
        hole = LOST.match(text, position)
        if hole and hole[1]:
            # The byte that is lost here completes the pending one.
            ends = _candidates(pending, hole[1])
            if ends:
                last = max(ends, key=lambda end: commonness(end) + _fitness(end, glossed))
                return _Run(restored + last, hole.end())
        if hole and restored and pending == STOP_LEAD:
            # At the end of a line the stop's second byte went with the line end.
            return _Run(f"{restored}。", position + 1, is_guessed=True)
        data = encoded(text[position])
        if not data or (len(data) == 1 and data[0] < 0x40):
            return None
        character = decoded(bytes([pending, data[0]]))
        if not PLAIN.fullmatch(character):
            return None
        restored += character
        if len(data) == 1:
            return _Run(restored, position + 1)
        pending = data[1]
        if pending < 0x80:
            return _Run(restored + chr(pending), position + 1)
    return None


def _fitness(character: str, glossed: frozenset[str]) -> int:
    """Rate the character that a mirror took for one of its list: glossed elsewhere, complex."""
    return 6 * (character in glossed) + 2 * (not _is_in(character, "gb2312", range(0x100)))


def commonness(character: str) -> int:
    """Rate a character: 4 if it is among the 3755 of GB 2312 or the 5401 of Big5 in daily use."""
    daily = _is_in(character, "gb2312", range(0xD8)) or _is_in(character, "big5", range(0xC7))
    return 4 * daily


def _is_in(character: str, encoding: str, leads: range) -> bool:
    try:
        data = character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return data[0] in leads


def encoded(character: str) -> bytes:
    """Return the bytes of a character in GBK; none if it has none."""
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""


def decoded(data: bytes) -> str:
    """Return the text of bytes in GBK."""
    return data.decode("gbk", errors="replace")
