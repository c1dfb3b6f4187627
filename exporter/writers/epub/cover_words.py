"""The text of a drawn cover: measured in its font files, and broken between words.

Pango is not used, unlike in print: EPUBs are built on machines without it, and Pillow and resvg,
which draw the cover, choose fonts by file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from exporter import fonts
from exporter.edition import Edition
from exporter.languages.bound import whole_spans
from exporter.languages.characters import WIDE, join_lines
from exporter.languages.segmentation import Spans, repeated
from exporter.layouts.makeup.measure.headline_breaks import Ems, broken, filled
from exporter.model import Article
from exporter.pictures.svg.painter import JOINED

if TYPE_CHECKING:
    from PIL import ImageFont

MEASURED = 200  # pixels at which text is measured
PROBED = (
    16  # pixels at which a letter is compared with what a font shows in place of those it lacks
)
LACKED = "\U0010ffff"  # a noncharacter: no font has it
LEAST = 1e-6
# Spaces, joiners and direction marks: invisible characters.
UNSEEN = frozenset(" \u3000\u200b\u200c\u200d\u200e\u200f")


@dataclass(frozen=True)
class Face:
    """The face of a role: family and weight for SVG, and its file."""

    family: str
    weight: int
    file: fonts.FontFile

    def ems(self, text: str) -> float:
        """Return the width of a text in ems of its size."""
        font = self._shaping if JOINED.search(text) else self._font
        return font.getlength(text) / MEASURED

    def kerned(self, size: float) -> ImageFont.FreeTypeFont:
        """Return the font at a size in pixels, with kerning and ligatures."""
        return self._sized(size, kerned=True)

    def has(self, text: str) -> bool:
        """Whether the font has all letters of a text."""
        return not self.lacks(text)

    def lacks(self, text: str) -> str:
        """Return the letters of a text that the font lacks."""
        empty = (b"", self._lacked)
        letters = sorted(set(text) - UNSEEN)
        return "".join(each for each in letters if bytes(self._small.getmask(each)) in empty)

    @cached_property
    def _lacked(self) -> bytes:
        return bytes(self._small.getmask(LACKED))

    @cached_property
    def _small(self) -> ImageFont.FreeTypeFont:
        return self._sized(PROBED)

    @cached_property
    def _shaping(self) -> ImageFont.FreeTypeFont:
        return self._sized(MEASURED, kerned=True)

    @cached_property
    def _font(self) -> ImageFont.FreeTypeFont:
        return self._sized(MEASURED)

    def _sized(self, size: float, *, kerned: bool = False) -> ImageFont.FreeTypeFont:
        from PIL import ImageFont

        layout = ImageFont.Layout.RAQM if kerned else ImageFont.Layout.BASIC
        return ImageFont.truetype(self.file.path, size, index=self.file.index, layout_engine=layout)


@dataclass(frozen=True)
class Story:
    """The text of an article for a cover; `page` is the name of its page."""

    kicker: str
    headline: tuple[str, ...]
    deck: str
    page: str
    text: str
    language: str

    @classmethod
    def of(cls, article: Article, page: str, language: str) -> Story:
        """Return the text of an article, as plain text."""
        lines = tuple(str(line) for line in article.headline)
        deck, kicker = str(article.deck), str(article.kicker)
        text = f"{article.title}\n{deck}\n{article.body}"
        return cls(kicker, lines, deck, page, text, language)

    def held(self, text: str) -> Spans:
        """Return the unbreakable parts of a text: words, by dictionary or heuristics."""
        return whole_spans(text, self.language) or repeated(text, self.text)


def faces(edition: Edition) -> dict[str, Face]:
    """Return the faces of a cover by role; a role is missing if no font is installed.

    A face that lacks letters of the publication's name or the lead's headline is replaced by the
    next of its role that has them, or by any installed font.
    """
    named = edition.style.fonts(edition.language)
    roles = {
        "masthead": (named.masthead, True),
        "headline": (named.headline, True),
        "deck": (named.deck, False),
        "label": (named.label, False),
        "text": (named.text, False),
    }
    lead = edition.issue.lead
    name = edition.issue.publication.name
    shown = dict.fromkeys(roles, f"{name}{lead.title}" if lead else name) | {"masthead": name}
    found = {role: _chosen(edition, *roles[role], shown[role]) for role in roles}
    return {role: face for role, face in found.items() if face}


def _chosen(edition: Edition, families: Sequence[str], bold: bool, shown: str) -> Face | None:
    """Return the first face with all letters, else the first face."""
    found: list[Face] = []
    for file in _files(edition, families, bold):
        found.append(_face(file, bold))
        if found[-1].has(shown):
            return found[-1]
    lacked = found[0].lacks(shown) if found else shown
    other = fonts.showing(set(shown) - UNSEEN, bold) or fonts.showing(lacked, bold)
    return _face(other, bold) if other else next(iter(found), None)


def _files(edition: Edition, families: Sequence[str], bold: bool) -> Iterator[fonts.FontFile]:
    """Yield the faces of the style and the installed ones, in order of the families."""
    own = edition.style.faces
    for family in families:
        path = own.get((family.lower(), bold)) or own.get((family.lower(), False))
        found = fonts.FontFile(path, 0) if path else None
        if not found and fonts.has(family):
            found = fonts.find([family], bold)
        if found:
            yield found
    stand_in = fonts.find(families, bold)
    if stand_in:
        yield stand_in


@cache
def _face(file: fonts.FontFile, bold: bool) -> Face:
    from PIL import ImageFont

    family, _ = ImageFont.truetype(file.path, 12, index=file.index).getname()
    return Face(family or "", 700 if bold else 400, file)


@dataclass(frozen=True)
class Fitter:
    """Text fitting for templates; lengths are in pixels of the cover."""

    faces: Mapping[str, Face]

    def width(self, text: str, role: str, size: float) -> float:
        """Return the width of a text."""
        return self.faces[role].ems(text) * size

    def size(self, text: str, role: str, largest: float, room: float) -> float:
        """Return the size, at most `largest`, at which a text fits the width `room`."""
        return min(largest, room / max(self.faces[role].ems(text), LEAST))

    def lines(
        self,
        words: str | Sequence[str],
        role: str,
        size: float,
        room: float,
        most: int = 1,
        story: Story | None = None,
    ) -> tuple[str, ...]:
        """Break a text into lines of `room` between words, or cut it after `most` of them.

        Lines that are given as such, those of a headline, are kept if they are not too many.
        `story` is the article whose text says what is a word in Chinese.
        """
        given = (words,) if isinstance(words, str) else tuple(words)
        ems = self.faces[role].ems
        kept = tuple(
            part for line in given for part in _fitted(line, ems, room / size, most, story)
        )
        if len(kept) <= most:
            return kept
        return tuple(_fitted(join_lines(given), ems, room / size, most, story))


def _fitted(text: str, ems: Ems, room: float, most: int, story: Story | None) -> Iterator[str]:
    """Yield as few lines as possible; if there are too many, the last ends with an ellipsis."""
    if ems(text) <= room:
        yield text
        return
    held = story.held(text) if story and most > 1 else ()
    for number in range(2, most + 1):
        lines = broken(text, number, ems, held)
        if all(ems(line) <= room for line in lines):
            yield from lines
            return
    lines = filled(text, room, ems, held)
    rest = " ".join(lines[most - 1 :])
    yield from (_cut(line, ems, room) for line in (*lines[: most - 1], rest) if line)


def _cut(line: str, ems: Ems, room: float) -> str:
    """Shorten a line that is too wide, between words if it has several."""
    if ems(line) <= room:
        return line
    end = len(line)
    while end and ems(f"{line[:end]}…") > room:
        end -= 1
    kept = line[:end]
    if not WIDE.match(line[end]):
        kept = kept.rpartition(" ")[0] or kept
    return f"{kept.rstrip(' ,;，、；')}…"
