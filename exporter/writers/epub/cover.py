"""The cover: the issue's own picture, or one drawn from masthead, date and lead headlines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exporter import fonts
from exporter.content.pictures import PictureFile, prepare
from exporter.edition import Edition
from exporter.findings import Finding, Severity
from exporter.model import WIDE, Article, Picture

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

COVER = "cover.xhtml"
WIDTH, HEIGHT = 1600, 2400
MARGIN = 110
PAPER, INK, QUIET, ACCENT = "#fbfaf6", "#16181d", "#5c5f66", "#a3161c"
HEADLINES = 3
RASTER = ("image/jpeg", "image/png", "image/webp")
CLOSING = "，。、；：？！）》」』”’…—·,.;:?!)"


def make_cover(edition: Edition) -> tuple[PictureFile | None, list[Finding]]:
    """Return the cover picture, and a warning if this machine has no font to draw it with."""
    if edition.issue.cover:
        return prepare(edition.issue.cover), []
    serif, sans = fonts.wanted(edition.language)
    bold, plain = fonts.find(serif, bold=True), fonts.find(sans)
    if bold is None or plain is None:
        advice = f"install fonts ({fonts.INSTALL}) or name a `cover:` picture in issue.yaml"
        return None, [
            Finding(
                "epub-cover",
                edition.issue.root,
                0,
                "there is no font to draw a cover with",
                advice,
                Severity.WARNING,
            )
        ]
    return _Cover(edition, bold, plain).draw(), []


class _Cover:
    """One drawing, from the top down: `y` is where the next thing goes."""

    def __init__(self, edition: Edition, bold: fonts.FontFile, plain: fonts.FontFile) -> None:
        from PIL import Image, ImageDraw

        self.edition, self.bold, self.plain = edition, bold, plain
        self.image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self.pen: ImageDraw.ImageDraw = ImageDraw.Draw(self.image)
        self.y = 0.0

    def draw(self) -> PictureFile:
        self.masthead()
        self.picture()
        self.headlines()
        buffer = io.BytesIO()
        self.image.save(buffer, "JPEG", quality=85, subsampling=0)
        return PictureFile(buffer.getvalue(), "image/jpeg")

    def font(self, face: fonts.FontFile, size: float) -> ImageFont.FreeTypeFont:
        from PIL import ImageFont

        return ImageFont.truetype(
            face.path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC
        )

    def masthead(self) -> None:
        """Draw the name as wide as the page allows, the rules, the date and the number."""
        self.pen.rectangle((0, 0, WIDTH, 36), fill=ACCENT)
        name, room = self.edition.issue.publication.name, WIDTH - 2 * MARGIN
        size = min(300.0, 200 * room / max(1.0, self.font(self.bold, 200).getlength(name)))
        lines = [name]
        if size < 110:
            size = 130
            lines = wrap(name, self.font(self.bold, size), room, 2)
        self.y = 130
        for line in lines:
            self.centred(line, self.font(self.bold, size), INK)
            self.y += size * 1.25
        self.y += 20
        self.rule(6)
        self.y += 24
        small = self.font(self.plain, 46)
        left, right = self.edition.date, self.edition.number
        self.pen.text((MARGIN, self.y), left, INK, small)
        self.pen.text((WIDTH - MARGIN - small.getlength(right), self.y), right, INK, small)
        self.y += 84
        self.rule(2)
        self.y += 40

    def rule(self, width: int) -> None:
        self.pen.rectangle((MARGIN, self.y, WIDTH - MARGIN, self.y + width - 1), fill=INK)
        self.y += width

    def centred(self, text: str, font: ImageFont.FreeTypeFont, colour: str) -> None:
        self.pen.text(((WIDTH - font.getlength(text)) / 2, self.y), text, colour, font)

    def picture(self) -> None:
        """Show the first photograph across the page, if the issue has one."""
        found = next(_photographs(self.edition), None)
        if found is None:
            self.y += 60
            return
        picture, image = found
        width = WIDTH - 2 * MARGIN
        height = int(min(width * picture.height / picture.width, 950))
        from PIL import ImageOps

        fitted = ImageOps.fit(image, (width, height))
        self.image.paste(fitted, (MARGIN, int(self.y)))
        self.y += height + 56

    def headlines(self) -> None:
        """Set the lead headline large, the next ones smaller, each with a line between."""
        articles = [page.articles[0] for page in self.edition.issue.pages if page.articles]
        for rank, article in enumerate(articles[:HEADLINES]):
            size = 104 if rank == 0 else 60
            if self.y + size * 1.4 > HEIGHT - MARGIN:
                return
            if rank:
                self.pen.rectangle((MARGIN, self.y, WIDTH - MARGIN, self.y), fill=QUIET)
                self.y += 34
            self.headline(article, size, rank)

    def headline(self, article: Article, size: int, rank: int) -> None:
        room = WIDTH - 2 * MARGIN
        if article.kicker and rank == 0:
            small = self.font(self.plain, 44)
            for line in wrap(article.kicker, small, room, 1):
                self.pen.text((MARGIN, self.y), line, ACCENT, small)
                self.y += 70
        font = self.font(self.bold, size)
        left = int((HEIGHT - MARGIN - self.y) / (size * 1.32))
        most = max(1, min(left, 3 if rank == 0 else 2))
        own = [line for line in article.headline if font.getlength(line) <= room]
        fits = len(own) == len(article.headline) <= most
        for line in own if fits else wrap(article.title, font, room, most):
            self.pen.text((MARGIN, self.y), line, INK, font)
            self.y += size * 1.32
        self.y += 30


def _photographs(edition: Edition) -> Iterator[tuple[Picture, Image.Image]]:
    """Yield the issue's raster pictures that are large enough and can be decoded."""
    from PIL import Image, ImageOps

    for article in edition.issue.articles:
        for figure in article.figures:
            picture = figure.picture
            if picture.media_type not in RASTER or picture.width < 600:
                continue
            try:
                with Image.open(picture.path) as image:
                    # JPEG can be decoded at a fraction of its size, many times faster.
                    image.draft("RGB", (WIDTH, WIDTH))
                    yield picture, ImageOps.exif_transpose(image).convert("RGB")
            except (OSError, ValueError, SyntaxError):
                continue


def wrap(text: str, font: ImageFont.FreeTypeFont, room: float, most: int) -> list[str]:
    """Break `text` into at most `most` lines of `room` pixels, the last cut with an ellipsis."""
    lines, line = list[str](), ""
    for piece in _pieces(text):
        if line and font.getlength((line + piece).rstrip()) > room and piece[0] not in CLOSING:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    lines.append(line.rstrip())
    if len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        while last and font.getlength(last + "…") > room:
            last = last[:-1]
        lines[-1] = last.rstrip() + "…"
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Part a text where a line may break: after each wide character, after each space."""
    piece = ""
    for character in text:
        if piece and (WIDE.match(character) or WIDE.match(piece[-1]) or piece[-1] == " "):
            yield piece
            piece = ""
        piece += character
        if len(piece) > 60:
            yield piece
            piece = ""
    if piece:
        yield piece
