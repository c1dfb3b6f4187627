"""How well the lines of an issue's PDF are set: `python tests/benchmarks/lines.py ISSUE FILE.pdf`.

Read from where the glyphs stand, whatever made the PDF. Printed as a table, with --list what is
counted:

- Chinese lines whose widest gap between two characters is more than 0.15 em, and 0.25 em;
- ends of words of two letters that begin a line, and names with a hyphen, at the ends of lines;
- headlines that break inside a word, as the segmenter of the exporter sees words.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[2]))

import exporter
from exporter.edition import make_edition
from exporter.languages.dictionary import chinese_words
from exporter.model import Issue
from tests.writers.pdf.glyphs import HAN, Line, Paragraph, Reader, Text

PARAGRAPHS = "//div[@class='body']/p[not(@class) and not(.//br) and not(.//ruby)]"
HYPHEN = "\u2010"
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
LETTERS = re.compile("[A-Za-z\u00c0-\u024f]+")
LOOSE = (0.15, 0.25)  # ems
STUB = 2  # letters
DISPLAY = 12  # points, from which type is no body text and no list


def read(folder: Path) -> Issue:
    """Return the issue of a folder."""
    issue = exporter.read(folder).issue
    assert issue
    return issue


def paragraphs(folder: Path) -> Iterator[str]:
    """Yield the text of each plain paragraph of an issue's articles."""
    for document in make_edition(read(folder)).article_documents:
        tree: Any = etree.fromstring(f'<body xmlns:epub="x">{document.body}</body>')
        for paragraph in tree.xpath(PARAGRAPHS):
            yield "".join(paragraph.itertext())


def loose(lines: list[Line], ems: float) -> list[str]:
    """Return the Chinese lines with a gap of more than some ems, and that gap."""
    widest = [(max(line.gaps(), default=0.0), line.text) for line in lines]
    return [f"{gap:.2f} {text}" for gap, text in widest if gap > ems]


def spaced(line: Line) -> str:
    """Return the text of a line with a space wherever one is drawn."""
    return "".join(" " * glyph.after_space + glyph.text for glyph in line.glyphs).strip()


def hyphenated(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Yield the two parts of each word that a hyphen parts at the end of a line."""
    for line, following in pairwise(paragraph.lines):
        start = re.search(rf"({LETTERS.pattern}){HYPHEN}$", spaced(line))
        if start and (end := LETTERS.match(spaced(following))):
            yield start[1], end[0]


def is_name(word: str, source: str) -> bool:
    """Whether a word begins with a capital inside a sentence, too."""
    return word[:1].isupper() and bool(re.search(rf"[a-z,;] [“‘]?{word}", source))


def parted_headlines(folder: Path, text: Text) -> Iterator[str]:
    """Yield the Chinese headlines with a line that ends inside a word."""
    for article in read(folder).articles:
        found = text.find("".join(article.headline))
        words = "".join(line.text for line in found.lines) if found else ""
        if not found or not HAN.search(words):
            continue
        bounds = set(accumulate(map(len, chinese_words(words))))
        ends = list(accumulate(len(line.text) for line in found.lines))[:-1]
        if not bounds.issuperset(ends):
            yield "/".join(line.text for line in found.lines)


def measure(folder: Path, pdf: Path) -> dict[str, tuple[int, list[str]]]:
    """Return of how many what was found, by what is counted."""
    glyphs = Reader(pdf).glyphs
    text = Text(glyphs)
    sources = list(paragraphs(folder))
    found = [each for words in sources if (each := text.find(words))]
    inside = INVISIBLE.sub("", " ".join(sources))
    han = [line for each in found for line in each.full if HAN.search(line.text)]
    latin = [line for each in found for line in each.full if not HAN.search(line.text)]
    broken = [parts for each in found for parts in hyphenated(each)]
    stubs = [f"{one}-{other}" for one, other in broken if min(len(one), len(other)) <= STUB]
    names = [f"{one}-{other}" for one, other in broken if is_name(one + other, inside)]
    display = Text(glyph for glyph in glyphs if glyph.size >= DISPLAY)
    headlines = list(parted_headlines(folder, display))
    return {
        **{f"Chinese lines with gaps over {ems} em": (len(han), loose(han, ems)) for ems in LOOSE},
        "stubs of two letters": (len(latin), stubs),
        "hyphenated names": (len(latin), names),
        "headlines broken inside a word": (
            len(read(folder).articles),
            headlines,
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the lines of an issue's PDF.")
    parser.add_argument("issue", type=Path)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--list", action="store_true", help="print what was counted")
    options = parser.parse_args()
    for what, (number, found) in measure(options.issue, options.pdf).items():
        share = f"{len(found) / number:.2%}" if number else "none to count"
        print(f"{what}: {len(found)} of {number} ({share})")
        for each in found if options.list else ():
            print(f"    {each}")


if __name__ == "__main__":
    main()
