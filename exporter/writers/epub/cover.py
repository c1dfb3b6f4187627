"""The cover: the issue's own picture, or one drawn from masthead, date and lead headlines."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter import fonts
from exporter.edition import Edition
from exporter.findings import Finding
from exporter.languages.characters import WIDE
from exporter.languages.punctuation import NO_LINE_START
from exporter.languages.words import repeated
from exporter.layouts.makeup.measure.wording import broken
from exporter.model import Article, Kind, Page, Picture
from exporter.options import Options
from exporter.pictures.files import PictureFile
from exporter.pictures.fit import LITE_QUALITY, Limit, fit

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

COVER = "cover.xhtml"
WIDTH, HEIGHT = 1600, 2400
LITE_SIZE = (1000, 1500)
LEAST_PICTURE, MOST_PICTURE = 560, 1330
UNDER_BAND = 38  # pixels from the band of colour to the name, at least
QUALITY = 84
RASTER = ("image/jpeg", "image/png", "image/webp")
WHITE, SHADE = "#ffffff", "#081014"  # of words on a picture, and what darkens it behind them
DARKER = [round(value * 0.78) for value in range(256)]  # so much at the foot, where words stand
BOUND = NO_LINE_START + ",.;:?!)"  # what begins no line


def make_cover(edition: Edition, options: Options) -> tuple[PictureFile | None, list[Finding]]:
    """Return the cover picture, and a warning if this machine has no font to draw it with."""
    if edition.issue.cover:
        side = LITE_SIZE[1] if options.lite else HEIGHT
        return fit(edition.issue.cover, Limit(side), edition.setting), []
    named = edition.style.fonts(edition.language)
    bold, plain = _face(edition, named.headline, True), _face(edition, named.label, False)
    if bold is None or plain is None:
        advice = f"install fonts ({fonts.INSTALL}) or name a `cover:` picture in issue.yaml"
        return None, [
            Finding(
                "epub-cover",
                edition.issue.root,
                0,
                "no font for drawing a cover is installed",
                advice,
            )
        ]
    name = _face(edition, named.masthead, True) or bold
    return _Cover(edition, bold, plain, name).file(options.lite), []


def _face(edition: Edition, families: Sequence[str], bold: bool) -> fonts.FontFile | None:
    """Return a face of the first family that the style brings or this machine has."""
    own = edition.style.faces
    for family in families:
        path = own.get((family.lower(), bold)) or own.get((family.lower(), False))
        if path:
            return fonts.FontFile(path, 0)
        if fonts.has(family):
            return fonts.find([family], bold)
    return fonts.find(families, bold)


@dataclass(frozen=True)
class _Block:
    """Lines of one font and colour; `leading` is from line to line, `after` below the last."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    colour: str
    leading: float
    after: float

    @property
    def height(self) -> float:
        return self.leading * len(self.lines) + self.after


class _Cover:
    """One drawing: the words are measured first, the picture gets the room that they leave."""

    def __init__(
        self, edition: Edition, bold: fonts.FontFile, plain: fonts.FontFile, name: fonts.FontFile
    ) -> None:
        from PIL import Image, ImageDraw

        self.edition, self.bold, self.plain, self.face = edition, bold, plain, name
        self.sizes = edition.style.settings.cover
        self.paper, self.ink, self.quiet, self.accent = (
            edition.style.colour(name, "cover") for name in ("paper", "ink", "quiet", "accent")
        )
        self.room = WIDTH - 2 * self.sizes.margin
        self.image = Image.new("RGB", (WIDTH, HEIGHT), self.paper)
        self.pen: ImageDraw.ImageDraw = ImageDraw.Draw(self.image)
        leads = list(_leads(edition, self.sizes.lead))
        others = [
            lead for lead in leads[1:] if lead[1].kind not in (Kind.ADVERTISEMENT, Kind.NOTICE)
        ]
        self.lead: Article | None = leads[0][1] if leads else None
        self.others = others[:2]
        self.plate = name

    def file(self, lite: bool) -> PictureFile:
        """Draw it and encode it as a JPEG."""
        self.draw()
        image = self.image.resize(LITE_SIZE) if lite else self.image
        buffer = io.BytesIO()
        quality = LITE_QUALITY if lite else QUALITY
        # Progressive takes three times as long, and a cover is not shown while it loads.
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        return PictureFile(buffer.getvalue(), "image/jpeg")

    def draw(self) -> None:
        whole = self.sizes.picture == "whole" and self.lead
        if whole and (shown := next(_photographs(self.edition, whole), None)):
            self.draw_whole(shown[1])
            return
        if self.sizes.band:
            self.pen.rectangle((0, 0, WIDTH, self.sizes.band), fill=self.accent)
        top = self.masthead()
        bottom = self.foot()
        photograph = next(_photographs(self.edition), None)
        lead = self.lead_blocks(1.0 if photograph else 1.45)
        height = sum(block.height for block in lead)
        room = bottom - top - height - 56
        if photograph and room >= LEAST_PICTURE:
            top = self.picture(*photograph, top, int(min(room, MOST_PICTURE))) + 56
        else:
            top = self.rule(top, 2) + 70
        self.blocks(lead, top, self.sizes.margin)

    def draw_whole(self, picture: Image.Image) -> None:
        """Draw the words in white on a picture from edge to edge."""
        from PIL import Image, ImageOps

        self.image.paste(ImageOps.fit(picture, (WIDTH, HEIGHT)))
        shade = Image.linear_gradient("L").resize((WIDTH, HEIGHT // 2)).point(DARKER)
        self.image.paste(SHADE, (0, HEIGHT - shade.height), shade)
        self.paper = self.ink = self.quiet = self.accent = WHITE
        self.masthead()
        bottom = self.foot()
        self.bold = self.plate
        lead = self.lead_blocks(1.0)
        self.blocks(lead, bottom - sum(block.height for block in lead), self.sizes.margin)

    def font(self, face: fonts.FontFile, size: float) -> ImageFont.FreeTypeFont:
        from PIL import ImageFont

        return ImageFont.truetype(
            face.path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC
        )

    def masthead(self) -> float:
        """Draw the name as wide as it goes, the rules, date and number; return where they end."""
        name = self.edition.issue.publication.name
        y = self.masthead_picture() or self.name(name)
        y = self.rule(y + 16, 7)
        small = self.font(self.plain, self.sizes.small)
        left, right = self.edition.date, self.edition.number
        self.pen.text((self.sizes.margin, y + 20), left, self.ink, small)
        right_edge = WIDTH - self.sizes.margin - small.getlength(right)
        if right_edge > self.sizes.margin + small.getlength(left) + 40:
            self.pen.text((right_edge, y + 20), right, self.accent, small)
        return y + 104

    def masthead_picture(self) -> float:
        """Draw the publication's own masthead, if it is a picture that can be drawn."""
        from PIL import Image

        masthead = self.edition.issue.masthead
        if masthead is None or masthead.media_type not in RASTER:
            return 0
        top = max(110, self.sizes.band + UNDER_BAND)
        scale = min(self.room / masthead.width, 330 / masthead.height)
        size = (max(1, round(masthead.width * scale)), max(1, round(masthead.height * scale)))
        try:
            with Image.open(masthead.path) as image:
                shown = image.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
        except (OSError, ValueError, SyntaxError):
            return 0
        self.image.paste(shown, ((WIDTH - size[0]) // 2, top), shown)
        return top + size[1] + 30

    def name(self, name: str) -> float:
        size = min(
            float(self.sizes.name),
            200 * self.room / max(1.0, self.font(self.face, 200).getlength(name)),
        )
        lines = [name]
        if size < 110:
            size = 130
            lines = wrap(name, self.font(self.face, size), self.room, 2)
        font, y = self.font(self.face, size), max(96.0, self.sizes.band + UNDER_BAND)
        for line in lines:
            self.pen.text(((WIDTH - font.getlength(line)) / 2, y), line, self.ink, font)
            y += size * 1.28
        return y

    def rule(self, y: float, width: int) -> float:
        self.pen.rectangle(
            (self.sizes.margin, y, WIDTH - self.sizes.margin, y + width - 1), fill=self.ink
        )
        return y + width

    def picture(self, picture: Picture, image: Image.Image, top: float, height: int) -> float:
        """Show a photograph from edge to edge; return where it ends."""
        from PIL import ImageOps

        whole = int(WIDTH * picture.height / picture.width)
        height = min(height, max(whole, LEAST_PICTURE))
        fitted = ImageOps.fit(image, (WIDTH, height), centering=(0.5, 0.45))
        self.image.paste(fitted, (0, int(top)))
        return top + height

    def lead_blocks(self, scale: float) -> list[_Block]:
        """Kicker, headline and deck of the lead article."""
        article = self.lead
        if article is None:
            return []
        blocks = []
        if article.kicker:
            small = self.font(self.plain, self.sizes.small)
            blocks.append(
                _Block(tuple(wrap(article.kicker, small, self.room, 1)), small, self.accent, 72, 4)
            )
        size = self.sizes.headline * scale
        font = self.font(self.bold, size)
        lines = self.headline(article, font, 3 if scale == 1 else 5, self.room)
        blocks.append(_Block(lines, font, self.ink, size * 1.3, 26))
        if article.deck:
            plain = self.font(self.plain, self.sizes.small)
            blocks.append(
                _Block(tuple(wrap(article.deck, plain, self.room, 2)), plain, self.quiet, 68, 26)
            )
        return blocks

    @staticmethod
    def headline(
        article: Article, font: ImageFont.FreeTypeFont, most: int, room: float
    ) -> tuple[str, ...]:
        """Keep the lines that the editor made, each broken between words where it is too long."""
        words = f"{article.title}\n{article.deck}\n{article.body}"
        lines = [headline_lines(str(line), font, room, most, words) for line in article.headline]
        kept = tuple(part for parts in lines for part in parts)
        return (
            kept
            if len(kept) <= most
            else headline_lines(str(article.title), font, room, most, words)
        )

    def blocks(self, blocks: list[_Block], y: float, x: float) -> float:
        """Draw lines from the top down, none into the margin; return where they end."""
        for block in blocks:
            for line in block.lines:
                if y + block.leading <= HEIGHT - self.sizes.margin / 2:
                    self.pen.text((x, y), line, block.colour, block.font)
                y += block.leading
            y += block.after
        return y

    def foot(self) -> float:
        """Draw two more headlines side by side at the foot; return where they begin."""
        if not self.others:
            return HEIGHT - self.sizes.margin
        alone = len(self.others) == 1
        room = self.room if alone else (self.room - self.sizes.gutter) / 2
        columns = [self.other(page, article, room) for page, article in self.others]
        height = max(sum(block.height for block in column) for column in columns)
        top = HEIGHT - 96 - height
        self.rule(top - 34, 2)
        for number, column in enumerate(columns):
            self.blocks(column, top, self.sizes.margin + number * (room + self.sizes.gutter))
        if not alone:
            middle = WIDTH / 2
            self.pen.rectangle((middle, top + 8, middle + 1, top + height), fill=self.quiet)
        return top - 70

    def other(self, page: Page, article: Article, room: float) -> list[_Block]:
        small, font = self.font(self.plain, 38), self.font(self.bold, self.sizes.other)
        name = tuple(wrap(self.edition.page_name(page), small, room, 1))
        lines = self.headline(article, font, 3, room)
        return [_Block(name, small, self.accent, 58, 4), _Block(lines, font, self.ink, 80, 0)]


def _leads(edition: Edition, kind: Kind | None) -> Iterator[tuple[Page, Article]]:
    """Yield the articles that a cover names: all of a kind, if there are any; else pages' leads."""
    pages = [page for page in edition.issue.pages if page.articles]
    found = [(page, each) for page in pages for each in page.articles if each.kind is kind]
    yield from found or ((page, page.articles[0]) for page in pages)


def _photographs(
    edition: Edition, article: Article | None = None
) -> Iterator[tuple[Picture, Image.Image]]:
    """Yield raster pictures that are large enough and can be decoded.

    They are those of the issue in its order, or those of one article, upright ones first.
    """
    from PIL import Image, ImageOps

    for each in (article,) if article else edition.issue.articles:
        upright = (lambda figure: figure.picture.height < figure.picture.width) if article else None
        for figure in sorted(each.figures, key=upright) if upright else each.figures:
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


def headline_lines(
    text: str, font: ImageFont.FreeTypeFont, room: float, most: int, article: str
) -> tuple[str, ...]:
    """Break a headline between words into as few lines as fit, or cut it after `most` lines.

    Words are what the text of the article repeats: a dictionary would take longer than a cover.
    """
    held = repeated(text, article)
    for number in range(1, most + 1):
        lines = broken(text, number, lambda part: font.getlength(part) / font.size, held)
        if all(font.getlength(line) <= room for line in lines):
            return lines
    return tuple(wrap(text, font, room, most))


def wrap(text: str, font: ImageFont.FreeTypeFont, room: float, most: int) -> list[str]:
    """Break `text` into at most `most` lines of `room` pixels, the last cut with an ellipsis."""
    lines, line = list[str](), ""
    for piece in _pieces(text):
        if line and font.getlength((line + piece).rstrip()) > room and piece[0] not in BOUND:
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
