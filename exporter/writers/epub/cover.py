"""The cover: the issue's own picture, or one drawn by the style's template `epub/cover.svg`.

Pillow draws covers of only text and rectangles; resvg draws all others, in its own process while
the rest of the book is made. As resvg takes seconds for a photograph, Pillow pastes photographs in
beneath the drawing.
"""

from __future__ import annotations

import io
import math
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lxml import etree
from markupsafe import Markup

from exporter import fonts
from exporter.edition import Edition
from exporter.edition.style.css import rules_for
from exporter.findings import Finding
from exporter.languages.tags import direction, script
from exporter.model import Article, Kind, Page, Picture
from exporter.options import Options
from exporter.pictures import svg
from exporter.pictures.files import PictureFile, open_picture
from exporter.pictures.fit import LITE_QUALITY, Limit, fit
from exporter.remembered import remembered, remembered_of, stamp_of
from exporter.writers.epub.cover_marks import mirrored, paint
from exporter.writers.epub.cover_words import Face, Fitter, Story, faces

if TYPE_CHECKING:
    from PIL import Image

COVER = "cover.xhtml"
ELEMENTS = frozenset(("html", "head", "body", "section", "img", ".cover"))
TEMPLATE = "epub/cover.svg"
WIDTH, HEIGHT = 1600, 2400
LITE_HEIGHT = 1500
MOST_NAMED = 10  # letters
LEAST_WIDTH = 600  # pixels of a photograph that a cover shows
MOST_LENGTH = 2 * HEIGHT  # of a picture's box, in pixels
QUALITY = 84
RASTER = ("image/jpeg", "image/png", "image/webp")
COLOURS = ("ink", "accent", "tint", "quiet", "paper")
SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}  # SVG 2 §7.8, preserveAspectRatio
IMAGE = f"{{{svg.NAMESPACE}}}image"


def make_cover(edition: Edition, options: Options) -> tuple[PictureFile | None, list[Finding]]:
    """Return the cover picture, and a warning if it can't be drawn.

    Raises `PictureError` for a given cover that can't be used, `UsageError` for a template.
    """
    if edition.issue.cover:
        side = LITE_HEIGHT if options.lite else HEIGHT
        return fit(edition.issue.cover, Limit(side), edition.setting), []
    known = faces(edition)
    if not known:
        advice = f"install fonts ({fonts.INSTALL}) or name a `cover:` picture in issue.yaml"
        return None, [_finding(edition, "no font for drawing a cover is installed", advice)]
    cover = _Cover(edition, known)
    try:
        return cover.file(options.lite), list(_lacking(edition, cover.lacked))
    except svg.BadSvg as error:
        advice = f"correct `templates/{TEMPLATE}` of the style, or name a `cover:` in issue.yaml"
        return None, [_finding(edition, f"the cover {error}", advice)]


def cover_rules(sheet: str, language: str) -> str:
    """Return what a style sheet says of the cover's document, for its `style`; "" if it can't be.

    The document with the first page is ready sooner without the rules of all others.
    """
    rules = rules_for(sheet, ELEMENTS | {f".{script(language)}"})
    return "" if "<" in rules or "&" in rules else Markup(rules)


def _lacking(edition: Edition, letters: str) -> Iterator[Finding]:
    """Report letters that no installed font shows."""
    if letters:
        message = f"no font shows these letters of the cover: {letters[:MOST_NAMED]}"
        advice = "install a font that has them, or name a `cover:` picture in issue.yaml"
        yield _finding(edition, message, advice)


def _finding(edition: Edition, message: str, advice: str) -> Finding:
    return Finding("epub-cover", edition.issue.origin, 0, message, advice)


@dataclass(frozen=True)
class Shown:
    """A picture for a template: its address, and width and height in pixels."""

    href: str
    width: int
    height: int


@dataclass
class _Cover:
    """One drawing, and the pictures for its template by address."""

    edition: Edition
    faces: dict[str, Face]
    pictures: dict[str, Path] = field(default_factory=dict)
    images: dict[Path, Image.Image] = field(default_factory=dict)
    known: dict[Path, Shown | None] = field(default_factory=dict)
    lacked: str = ""  # letters that no installed font shows, known after drawing

    def file(self, lite: bool) -> PictureFile:
        """Render it as a JPEG; the last one, if it looks the same."""
        drawing = self.edition.render(TEMPLATE, **self.values()).encode()
        shown = [(href, path, stamp_of(path)) for href, path in self.pictures.items()]
        fonts_used = tuple(self.faces.values())
        look = ("cover", lite, self.edition.language, fonts_used, self.colours["paper"], *shown)
        kept = remembered_of(drawing, look, lambda: pickle.dumps(self.rendered(drawing, lite)))
        file, self.lacked = pickle.loads(kept)
        return cast("PictureFile", file)

    def rendered(self, drawing: bytes, lite: bool) -> tuple[PictureFile, str]:
        """Return it as a JPEG, and the letters that no font shows."""
        image = self.draw(drawing)
        if lite:
            image = image.resize((round(image.width * LITE_HEIGHT / image.height), LITE_HEIGHT))
        buffer = io.BytesIO()
        quality = LITE_QUALITY if lite else QUALITY
        # Progressive takes three times as long, and a cover is not shown while it loads.
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        return PictureFile(buffer.getvalue(), "image/jpeg"), self.lacked

    def draw(self, drawing: bytes) -> Image.Image:
        """Return the drawing over its pictures and the paper."""
        root = svg.parse(drawing)
        if direction(self.edition.language) == "rtl":
            mirrored(root)
        places = list(self.places(root))
        clean = svg.clean(etree.tostring(root)).data
        image = self.ground((WIDTH, HEIGHT), places)
        if not paint(svg.parse(clean), image, self.faces.values()):
            words = self.words(clean)
            image = image if words.size == image.size else self.ground(words.size, places)
            image.paste(words, (0, 0), words)
        return image

    def ground(self, size: tuple[int, int], places: Sequence[_Place]) -> Image.Image:
        """Return the pictures on the paper."""
        from PIL import Image

        image = Image.new("RGB", size, self.colours["paper"])
        for place in places:
            place.fill(image)
        return image

    def words(self, clean: bytes) -> Image.Image:
        """Render a drawing without its pictures on a transparent ground."""
        from PIL import Image

        families = self.edition.style.families(self.edition.language)
        files = sorted({str(each.path) for each in self.files(clean)})
        with Image.open(io.BytesIO(svg.to_png(clean, families, files))) as image:
            return image.convert("RGBA")

    def files(self, clean: bytes) -> Iterator[fonts.FontFile]:
        """Yield the fonts of a drawing, and fonts for letters that these lack."""
        yield from (face.file for face in self.faces.values())
        rest = "".join(map(str, svg.parse(clean).itertext()))
        for face in self.faces.values():
            rest = face.lacks(rest)
        self.lacked = "".join(
            each for each in rest if not fonts.showing(each) and not each.isspace()
        )
        yield from filter(None, map(fonts.showing, set(rest) - set(self.lacked)))

    def places(self, root: etree._Element) -> Iterator[_Place]:
        """Remove the pictures from a drawing and return them."""
        left, top, width, _ = svg.view_box(root) or (0, 0, WIDTH, HEIGHT)
        scale = WIDTH / width
        for element in list(root.iter(IMAGE)):
            picture = self.pictures.get(element.get("href", ""))
            parent = element.getparent()
            if picture is None or parent is None or not self.is_decoded(picture):
                continue
            x, y, across, down = (_number(element, name) for name in ("x", "y", "width", "height"))
            box = ((x - left) * scale, (y - top) * scale, across * scale, down * scale)
            yield _Place(
                self.images[picture], box, element.get("preserveAspectRatio", "xMidYMid meet")
            )
            parent.remove(element)

    # What the template gets

    def values(self) -> dict[str, object]:
        """Return the variables of the template."""
        style, fitter = self.edition.style, Fitter(self.faces)
        leads = list(_leads(self.edition, style.settings.cover.lead))
        others = [
            each for each in leads[1:] if each[1].kind not in (Kind.ADVERTISEMENT, Kind.NOTICE)
        ]
        return {
            "edition": self.edition,
            "cover": style.settings.cover,
            "width": WIDTH,
            "height": HEIGHT,
            "colours": self.colours,
            "fonts": self.faces,
            "lead": self.story(*leads[0]) if leads else None,
            "others": [self.story(*each) for each in others],
            "photograph": self.photograph(*self.edition.issue.articles),
            "lead_photograph": leads and self.photograph(leads[0][1], upright=True),
            "masthead": self.masthead(),
            "lines": fitter.lines,
            "fitting": fitter.size,
            "width_of": fitter.width,
        }

    @cached_property
    def colours(self) -> dict[str, str]:
        """The style's colours of covers, as #rrggbb."""
        return {name: self.edition.style.colour(name, "cover") for name in COLOURS}

    def story(self, page: Page, article: Article) -> Story:
        language = article.language or self.edition.language
        return Story.of(article, self.edition.page_name(page), language)

    def photograph(self, *articles: Article, upright: bool = False) -> Shown | None:
        """Return the first raster picture that is large enough and can be decoded."""
        for article in articles:
            figures = [each.picture for each in article.figures if not each.is_portrait]
            if upright:
                figures.sort(key=lambda picture: picture.height < picture.width)
            for picture in figures:
                large = picture.media_type in RASTER and picture.width >= LEAST_WIDTH
                if large and (shown := self.shown(picture)):
                    return shown
        return None

    def masthead(self) -> Shown | None:
        """Return the publication's own masthead, if it is a picture that can be drawn."""
        masthead = self.edition.issue.masthead
        return self.shown(masthead) if masthead and masthead.media_type in RASTER else None

    def shown(self, picture: Picture) -> Shown | None:
        """Return a picture for the template, decoded once; None if it can't be decoded."""
        if picture.path not in self.known:
            self.known[picture.path] = self.decoded(picture)
        return self.known[picture.path]

    def decoded(self, picture: Picture) -> Shown | None:
        """Return a picture for the template, if it can be decoded."""
        path = picture.path
        if not remembered(path, "cover", lambda: b"yes" * self.is_decoded(path)):
            return None
        href = f"picture-{len(self.pictures)}"
        self.pictures[href] = path
        return Shown(href, picture.width, picture.height)

    def is_decoded(self, path: Path) -> bool:
        """Decode a picture that is not decoded yet; return whether it can be."""
        from PIL import ImageOps

        if path in self.images:
            return True
        try:
            with open_picture(path) as image:
                # JPEG can be decoded at a fraction of its size, many times faster.
                image.draft("RGB", (WIDTH, WIDTH))
                ImageOps.exif_transpose(image, in_place=True)
                made = image.convert("RGBA" if image.has_transparency_data else "RGB")
        except (OSError, ValueError, SyntaxError):
            return False
        self.images[path] = made
        return True


def _number(element: etree._Element, name: str) -> float:
    """Return a length of a picture; raises `BadSvg` if it is not a number or too large."""
    text = element.get(name, "0")
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= MOST_LENGTH:
        raise svg.BadSvg(f"has a picture whose `{name}` is `{text}`")
    return number


@dataclass(frozen=True)
class _Place:
    """A picture, its box in pixels (x, y, width, height), and how it fits the box."""

    picture: Image.Image
    box: tuple[float, float, float, float]
    aspect: str

    def fill(self, image: Image.Image) -> None:
        """Paste the picture into an image."""
        from PIL import ImageOps

        x, y, width, height = map(round, self.box)
        align, _, how = self.aspect.partition(" ")
        shares = SHARES.get(align[1:4], 0.5), SHARES.get(align[5:8], 0.5)
        size = max(width, 1), max(height, 1)
        if align == "none":
            made = self.picture.resize(size)
        elif how == "slice":
            made = ImageOps.fit(self.picture, size, centering=shares)
        else:
            clear = self.picture.convert("RGBA")
            made = ImageOps.pad(clear, size, color=(0, 0, 0, 0), centering=shares)
        image.paste(made, (x, y), made if made.mode == "RGBA" else None)


def _leads(edition: Edition, kind: Kind | None) -> Iterator[tuple[Page, Article]]:
    """Yield the articles for a cover: all of a kind, if there are any; else the leads of pages."""
    pages = [page for page in edition.issue.pages if page.articles]
    found = [(page, each) for page in pages for each in page.articles if each.kind is kind]
    yield from found or ((page, page.articles[0]) for page in pages)
