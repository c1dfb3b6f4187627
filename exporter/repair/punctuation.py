"""Punctuation of Chinese text: full width between Chinese characters (GB/T 15834, CLREQ §3.1).

Digits, Latin words, times, ratios and addresses keep their marks. The document decides: where
most marks between Chinese characters are full width, the few others are the writers' own.
"""

from __future__ import annotations

import re

from exporter.model import HAN
from exporter.repair.changes import Edits, Repaired

KIND = "punctuation"
SPACES = "space"
FULL = dict(zip(",:;?!", "，：；？！", strict=True))
CLOSING = "”’」』》〉）】〕"
OPENING = "“‘「『《〈（【〔"
ADDRESS = (
    r"(?:[a-z]{2,8}://|www\.)[!-~]+"
    r"|(?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@[a-z0-9.-]{1,255}"
)
HALF = rf"(?<=[{HAN}{CLOSING}…—])[,:;?!]+|(?<=[\w%)℃°])[,;?!](?=[{HAN}{OPENING}])"
BRACKETS = r"\([^()\n]{1,300}\)"
DOTS = rf"(?<=[{HAN}{CLOSING}，。！？])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?:…{{2,}}|(?!…)))"
DASHES = rf"(?<=[{HAN}{CLOSING}])(?:--+|—-+|-—+)(?=[{HAN}{OPENING}])"
MARK = re.compile(
    f"(?P<address>{ADDRESS})|(?P<half>{HALF})|(?P<bracket>{BRACKETS})"
    f"|(?P<dots>{DOTS})|(?P<dashes>{DASHES})",
    re.IGNORECASE,
)
HALF_MARK = re.compile(f"(?<=[{HAN}])[,:;?!](?=[{HAN}\n]|$)|(?<=[{HAN}])\\((?=[{HAN}])")
FULL_MARK = re.compile(f"(?<=[{HAN}])[，：；？！（]")
ANY_HAN = re.compile(f"[{HAN}]")
GAP = re.compile(f"(?<=[{HAN}，。、；：？！])[ \t\xa0]+(?=[{HAN}])")
STRAIGHT = re.compile('"')
CURLY = re.compile("[“”]")
AT_LEAST = 3
SPACED = 1 / 12  # gaps for each pair of Chinese characters from which on they are damage


def repair_punctuation(text: str) -> Repaired:
    """Make marks between Chinese characters full width where the document lacks such marks."""
    half, full = len(HALF_MARK.findall(text)), len(FULL_MARK.findall(text))
    if not half:
        return _finished(_with_quotes(Repaired(text)))
    why = f"{half} half-width marks between Chinese characters, {full} full-width ones"
    if (half < AT_LEAST and full > half) or half < full:
        return _finished(_with_quotes(Repaired(text, reasons=(f"{why}: left as they are",))))
    edits = Edits(text, KIND)
    for match in MARK.finditer(text):
        _replace(match, edits)
    done = edits.repaired(f"{why}: made full width")
    return _finished(_with_quotes(done))


def _replace(match: re.Match[str], edits: Edits) -> None:
    start, end = match.span()
    if match["half"]:
        edits.replace(start, end, "".join(FULL[mark] for mark in match[0]), start - 1)
    elif match["bracket"]:
        _replace_bracket(match, edits)
    elif match["dots"]:
        edits.replace(start, end, "……", start - 1)
    elif match["dashes"]:
        edits.replace(start, end, "——", start - 1)


def _replace_bracket(match: re.Match[str], edits: Edits) -> None:
    """Make a pair of brackets full width if Chinese stands in it or on both its sides."""
    text, inner = match.string, match[0][1:-1]
    around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if not ANY_HAN.search(inner) and not all(ANY_HAN.match(side) for side in around):
        return
    marks = Edits(inner, KIND)
    for mark in MARK.finditer(inner):
        _replace(mark, marks)
    edits.replace(match.start(), match.end(), f"（{marks.repaired().text}）")


def _with_quotes(done: Repaired) -> Repaired:
    """Pair straight quotation marks, and curly ones that turn the wrong way, line by line."""
    edits = Edits(done.text, KIND)
    start = 0
    for line in done.text.split("\n"):
        for position, mark in _paired(line):
            edits.replace(start + position, start + position + 1, mark)
        start += len(line) + 1
    after = edits.repaired()
    return Repaired(after.text, done.changes + after.changes, done.reasons)


def _paired(line: str) -> list[tuple[int, str]]:
    """Return where a line of Chinese needs another quotation mark."""
    for kind, other in ((STRAIGHT, CURLY), (CURLY, STRAIGHT)):
        marks = [match.start() for match in kind.finditer(line)]
        if not marks or len(marks) % 2 or other.search(line) or not ANY_HAN.search(line):
            continue
        if kind is STRAIGHT and not _is_chinese(line, marks):
            continue
        if kind is CURLY and ("““" in line or "””" in line or not _is_wrong(line, marks)):
            continue
        return [(place, "“”"[index % 2]) for index, place in enumerate(marks)]
    return []


def _is_chinese(line: str, marks: list[int]) -> bool:
    """Whether Chinese stands in the first pair of marks, not measures or code."""
    return bool(ANY_HAN.search(line[marks[0] : marks[1]]))


def _is_wrong(line: str, marks: list[int]) -> bool:
    return any(line[place] != "“”"[index % 2] for index, place in enumerate(marks))


def _finished(done: Repaired) -> Repaired:
    """Remove the spaces between Chinese characters where they stand all over the text."""
    gaps = len(GAP.findall(done.text))
    if not gaps:
        return done
    number = len(ANY_HAN.findall(done.text))
    if gaps < AT_LEAST or gaps < number * SPACED:
        return done
    edits = Edits(done.text, SPACES)
    for match in GAP.finditer(done.text):
        edits.replace(match.start(), match.end(), "", match.start() - 1)
    after = edits.repaired()
    why = f"{gaps} spaces between {number} Chinese characters: removed"
    return Repaired(after.text, done.changes + after.changes, (*done.reasons, why))
