"""Punctuation of Chinese text: full width between Chinese characters (GB/T 15834, CLREQ §3.1).

Digits, Latin words, times, ratios and addresses keep their marks. The document decides: where
most marks between Chinese characters are full width, the few others are the writers' own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from exporter.amounts import amount
from exporter.languages.characters import HAN
from exporter.languages.punctuation import CLOSING, OPENING
from exporter.repair.byteshift import damaged
from exporter.repair.changes import Edits, Repaired

KIND = "punctuation"
SPACES = "space"
FULL = dict(zip(",:;?!", "，：；？！", strict=True))
# Only here is case ignored: ignoring it in the whole pattern takes 40 ms more to compile.
ADDRESS = (
    r"(?i:(?:[a-z]{2,8}://|www\.)[!-~]+"
    r"|(?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@[a-z0-9.-]{1,255})"
)
HALF = rf"(?<=[{HAN}{CLOSING}…—])[,:;?!]+|(?<=[\w%)℃°])[,;?!](?=[{HAN}{OPENING}])"
BRACKETS = r"\([^()\n]{1,300}\)"
DOTS = rf"(?<=[{HAN}{CLOSING}，。！？])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?:…{{2,}}|(?!…)))"
DASHES = rf"(?<=[{HAN}{CLOSING}])(?:--+|—-+|-—+)(?=[{HAN}{OPENING}])"
MARK = re.compile(
    f"(?P<address>{ADDRESS})|(?P<half>{HALF})|(?P<bracket>{BRACKETS})"
    f"|(?P<dots>{DOTS})|(?P<dashes>{DASHES})"
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
    quoted = _with_quotes(text)
    text = quoted.text
    half, full = len(HALF_MARK.findall(text)), len(FULL_MARK.findall(text))
    why = f"{half} half-width marks between Chinese characters, {full} full-width ones"
    if half == 0:
        marked = Repaired(text)
    elif half < full or (half < AT_LEAST and full):
        marked = Repaired(text, reasons=(f"{why}: left as they are",))
    else:
        edits = Edits(text, KIND, damaged(text))
        for match in MARK.finditer(text):
            _replace(match, edits)
        marked = edits.repaired(f"{why}: made full-width")
    spaced = _without_spaces(marked.text)
    return Repaired(
        spaced.text,
        quoted.changes + marked.changes + spaced.changes,
        quoted.reasons + marked.reasons + spaced.reasons,
    )


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
    """Make a pair of brackets full width if Chinese is in it or on both its sides."""
    text, inner = match.string, match[0][1:-1]
    around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if not ANY_HAN.search(inner) and not all(ANY_HAN.match(side) for side in around):
        return
    marks = Edits(inner, KIND)
    for mark in MARK.finditer(inner):
        _replace(mark, marks)
    edits.replace(match.start(), match.end(), f"（{marks.repaired().text}）")


def _with_quotes(text: str) -> Repaired:
    """Pair straight quotation marks, and curly ones that turn the wrong way, line by line."""
    edits = Edits(text, KIND)
    start = 0
    for line in text.split("\n"):
        for position, mark in _paired(line):
            edits.replace(start + position, start + position + 1, mark)
        start += len(line) + 1
    return edits.repaired()


def _paired(line: str) -> list[tuple[int, str]]:
    """Return where a line of Chinese needs another quotation mark."""
    for kind, other in ((STRAIGHT, CURLY), (CURLY, STRAIGHT)):
        marks = [match.start() for match in kind.finditer(line)]
        if not marks or len(marks) % 2 or other.search(line) or not ANY_HAN.search(line):
            continue
        # Between the first pair stands Chinese, or they are inches or code.
        if kind is STRAIGHT and not ANY_HAN.search(line[marks[0] : marks[1]]):
            continue
        if kind is CURLY and _is_balanced(line[place] for place in marks):
            continue
        return [(place, "“”"[index % 2]) for index, place in enumerate(marks)]
    return []


def _is_balanced(marks: Iterable[str]) -> bool:
    """Whether every closing mark has its opening one before it."""
    depth = 0
    for mark in marks:
        depth += 1 if mark == "“" else -1
        if depth < 0:
            return False
    return depth == 0


def _without_spaces(text: str) -> Repaired:
    """Remove the spaces between Chinese characters where they stand all over the text."""
    gaps = len(GAP.findall(text))
    number = len(ANY_HAN.findall(text)) if gaps else 0
    if gaps < AT_LEAST or gaps < number * SPACED:
        return Repaired(text)
    edits = Edits(text, SPACES, damaged(text))
    for match in GAP.finditer(text):
        edits.replace(match.start(), match.end(), "", match.start() - 1)
    return edits.repaired(f"{amount(gaps, 'space')} between {number:,} Chinese characters: removed")
