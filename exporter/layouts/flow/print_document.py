"""Edition → the HTML and CSS of a PDF: a front page, then each page on new sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from exporter.edition import Edition, PageDocument
from exporter.edition.cross_references import local
from exporter.edition.documents import DocumentKind
from exporter.edition.style import Style
from exporter.edition.style.css import unreversed, with_values
from exporter.edition.style.definition import Headlines
from exporter.languages.digits import counter_style
from exporter.languages.tags import direction, script
from exporter.layouts.flow import estimates as fit
from exporter.layouts.flow.advertisements import SetAdvertisement, set_advertisements
from exporter.layouts.flow.headlines import widest_word
from exporter.layouts.flow.openings import height_above
from exporter.layouts.flow.rows import Row, make_rows
from exporter.layouts.papers import Grid, make_grid
from exporter.layouts.typefaces import masthead_ems
from exporter.model import Article, EarWords, Issue, Page
from exporter.options import Options
from exporter.profiles import Profile
from exporter.units import MM

TARGET = re.compile(r"target-counter\(attr\(href\), page(?:, [a-z-]+)?\)")
PAGE_COUNTER = re.compile(r"(counter\((?:attr\(href\), )?page)\)")
CONTENTS_COLUMNS, APART_COLUMNS = 4, 3  # on the front and on a sheet apart, as print.css has them
CONTENTS_STEP = 0.05  # by which contents apart are made smaller until they fit
INCH = 72  # points
# Masthead, date line, imprint and the spaces between on the front page.
FRONT_LINES = 18
MARGIN_TYPE = 24  # points that heads and feet take beside the text, as print.css has them
CERTAIN = 0.97  # of the height of a sheet: what is estimated to take more may not fit it
FRONT_HEADLINE = 3.6  # of body type, as print.css has it
EAR_PICTURE_LINES = 9.5  # at most, as print.css has it
EAR_SHARE = 0.42  # of the width that an ear of words takes at most, as print.css has it


@dataclass(frozen=True)
class Sheets:
    """One page of the issue, laid out on one or more sheets.

    It opens with a picture of the height `above` at the head of a sheet, or `follows` another page
    on its last sheet where that has room, or does neither: then it begins on a new sheet.
    """

    document: PageDocument
    facsimile: str
    rows: tuple[Row, ...]
    advertisements: tuple[SetAdvertisement, ...] = ()
    above: str = ""
    follows: bool = False


def make_html(edition: Edition, options: Options) -> str:
    """Return the whole HTML document, its style inside; pictures are `images/name`."""
    pages = _documents(edition)
    return _html(edition, options, flow_style(edition, options), pages, front=True)


def make_front(edition: Edition, options: Options) -> str:
    """Return the front page alone, without a style."""
    return _html(edition, options, "", [], front=True)


def pages_with_sheets(edition: Edition) -> list[Page]:
    """Return the pages that take sheets: all of a printed edition, else those that show something.

    A section of a feed or of saved pages without an article is in the contents alone.
    """
    pages = edition.issue.pages
    if edition.issue.printed:
        return list(pages)
    return [page for page in pages if page.articles or page.facsimile or page.advertisements]


def _documents(edition: Edition) -> list[PageDocument]:
    pages = [id(page) for page in pages_with_sheets(edition)]
    return [each for each in edition.page_documents if id(each.page) in pages]


def _contents(edition: Edition) -> Markup:
    """Return the contents, in which a page without a sheet is not a link."""
    shown = {id(document.page): document for document in _documents(edition)}
    pages = [
        (page, local(shown[id(page)].name) if id(page) in shown else "")
        for page in edition.issue.pages
    ]
    contents = edition.front_matter(DocumentKind.PAGES)
    return Markup(
        edition.render_document(
            "pages.xhtml",
            title=contents.title,
            pages=pages,
            article_document=_place,
            advertisements_document=lambda page: f"{page}-advertisements",
            printed=True,
        )
    )


def _place(article: Article) -> str:
    """Return the address of an article inside of the PDF."""
    return f"#{article.id}"


def make_pages(
    edition: Edition, options: Options, pages: Sequence[Page], sheet: int, spare: float = 0
) -> str:
    """Return some pages of the issue without a style; `sheet` is their first one, from 1.

    Their pictures take up to `spare` points more than usual; empty if they can't.
    """
    wanted = {id(page) for page in pages}
    documents = [each for each in edition.page_documents if id(each.page) in wanted]
    side = "recto" if sheet % 2 else "verso"
    css = f"@page :first {{ counter-reset: page {sheet} }} html {{ break-before: {side} }}"
    return _html(edition, options, css, documents, spare=spare)


def begins_a_sheet(page: Page, grid: Grid, style: Style) -> bool:
    """Whether a page can't follow another on the same sheet.

    The style may want that, or its first article opens with a picture at the head of a sheet, or
    all that it has is a facsimile.
    """
    first = next(iter(page.articles), None)
    if first is None:
        return not style.settings.flow.follow or page.facsimile is not None
    return not style.settings.flow.follow or height_above(first, grid, style) > 0


def flow_style(edition: Edition, options: Options, apart: bool = False) -> str:
    """Return the style of the flow layout.

    With `apart`, links take the number of a sheet from their attribute `data-sheet`: pages that
    are laid out separately do not know where others begin.
    """
    grid = make_grid(options.sheet_size, edition.language, edition.style)
    name, bleed_mm = edition.issue.publication.name, options.profile.bleed_mm
    look, least = edition.style, options.profile.reversed_from_pt
    closed = closed_edges(options.profile, grid)
    above = "bottom" in closed and "top" not in closed
    sheet = style(look, name, grid, bleed_mm, above) + bleed(options.profile)
    sheet += unreversed(look.settings, grid.type.size, least) + clear(closed)
    if counter := counter_style(edition.language):
        sheet = PAGE_COUNTER.sub(rf"\1, {counter})", sheet)
    return TARGET.sub("attr(data-sheet)", sheet) if apart else sheet


def _html(
    edition: Edition,
    options: Options,
    css: str,
    pages: Sequence[PageDocument],
    front: bool = False,
    spare: float = 0,
) -> str:
    grid = make_grid(options.sheet_size, edition.language, edition.style)
    sheets = _pages(edition, grid, pages, options.profile, spare)
    if spare and not any(row.gained for page in sheets for row in page.rows):
        return ""
    return edition.render_document(
        "print/issue.html",
        article_document=_place,
        script=script(edition.language),
        direction=direction(edition.language),
        style=Markup(css),
        masthead=edition.masthead if front else "",
        front=Markup(edition.front_matter(DocumentKind.FRONT).body) if front else "",
        contents=_contents(edition) if front else "",
        lead=_lead(edition, grid, options.profile.least_dpi) if front else {},
        pages=sheets,
        Markup=Markup,
    )


def style(look: Style, name: str, grid: Grid, bleed_mm: float = 0, above: bool = False) -> str:
    """Return the style sheet with the measures of the grid, in points, in place of `var(--…)`.

    `name` is that of the publication, which decides the size of the masthead; `above`: whether
    the number of a sheet stands in its head. WeasyPrint resolves custom properties in elements,
    but not in @page rules.
    """
    measures = {
        "paper-width": f"{grid.paper.width_mm:g}mm",
        "paper-height": f"{grid.paper.height_mm:g}mm",
        "top": _points(grid.top_margin),
        "side": _points(grid.side_margin),
        "bottom": _points(grid.bottom_margin),
        "size": _points(grid.type.size),
        "line": _points(grid.type.line),
        "columns": str(grid.columns),
        "gap": _points(grid.gap),
        "width": _points(grid.width),
        "height": _points(grid.height),
        "bleed": f"{bleed_mm:g}mm",
        "masthead-size": _points(_masthead_size(look, name, grid)),
        "number-above": "counter(page)" if above else "none",
        **headline_sizes(grid.scale),
    }
    return with_values(look.rules("print.css"), measures)


def headline_sizes(scale: Headlines) -> dict[str, str]:
    """Return the sizes of headlines and decks by the names that style sheets have for them."""
    flow = {f"{name.replace('_', '-')}-size": f"{size:g}em" for name, size in scale.flow}
    return {**flow, "deck-size": f"{scale.deck:g}em", "quote-size": f"{scale.quote:g}em"}


def bleed(profile: Profile) -> str:
    """Return the rule that continues what touches the edge of a sheet beyond it; else empty."""
    return f"\n@page {{ bleed: {profile.bleed_mm:g}mm }}\n" if profile.bleed_mm else ""


def closed_edges(profile: Profile, grid: Grid) -> list[str]:
    """Return the edges, top and bottom, that stay white so far in that no type has room there."""
    top, _, bottom, _ = (edge * MM for edge in profile.clear_mm)
    margins = (("top", top, grid.top_margin), ("bottom", bottom, grid.bottom_margin))
    return [edge for edge, white, margin in margins if white and margin - white < MARGIN_TYPE]


def clear(closed: Sequence[str]) -> str:
    """Return the rules that leave out heads and feet of pages on edges that must stay white."""
    boxes = "".join(
        f"@{edge}-{place} {{ content: none }} "
        for edge in closed
        for place in ("left", "center", "right")
    )
    pages = ("@page", "@page :left", "@page :right")
    return "".join(f"\n{page} {{ {boxes}}}" for page in pages) if boxes else ""


def _points(length: float) -> str:
    return f"{length:.3f}pt"


def _masthead_size(look: Style, name: str, grid: Grid) -> float:
    """Choose a type size by which the name fills the width, within limits, on one line."""
    sizes = look.settings.masthead
    ems = masthead_ems(name, grid.faces)
    most = min(grid.width / 9, sizes.flow_largest * grid.type.line)
    return min(grid.width * sizes.flow_fill / max(ems, 1), most)


def _lead(edition: Edition, grid: Grid, least_dpi: int) -> dict[str, object]:
    """Return the first article and its picture, for the front page.

    The picture is as wide as the page, unless it would be coarser than `least_dpi`. Contents that
    have no room below it stand `apart`, on sheets of their own, and it has what they would take.
    """
    article = edition.issue.lead
    if article is None:
        return {}
    shown = edition.article_documents[0].parts.pictures[:1]
    width = max((_picture_width(each.name, edition, grid, least_dpi) for each in shown), default=0)
    above = _front_lines(article, grid) + _ear_lines(edition.issue, grid)
    contents = _contents_lines(edition, grid, CONTENTS_COLUMNS)
    apart = bool(shown) and (above + contents) * grid.type.line > CERTAIN * grid.height
    room = grid.height - (above + contents * (not apart)) * grid.type.line
    sizes = (_picture_size(each.name, width, room, edition, grid) for each in shown)
    width, height = next(sizes, (width, 0))
    return {
        "article": article,
        "name": _place(article),
        "image": shown[0].name if height else "",
        "alt": shown[0].alt if shown else "",
        "apart": apart and height > 0,
        "contents_size": _contents_size(edition, grid),
        "height": f"{height:.2f}",
        "width": f"{width:.2f}" if width < grid.width else "",
        "size": _front_size(article, grid),
    }


def _front_size(lead: Article, grid: Grid) -> str:
    """Return the points at which the widest word of a headline has room; empty if it has."""
    most = 0.99 * grid.width / widest_word(lead.headline, grid.faces.headline)
    return f"{most:.2f}" if most < FRONT_HEADLINE * grid.type.size else ""


def _picture_width(name: str, edition: Edition, grid: Grid, least_dpi: int) -> float:
    picture = edition.resources[name].picture
    drawn = picture.media_type == "image/svg+xml" or not least_dpi
    # Heights are whole lines, and the picture covers them: a little is cut off, a little enlarged.
    return grid.width if drawn else min(grid.width, 0.96 * picture.width * INCH / least_dpi)


def _picture_size(
    name: str, width: float, room: float, edition: Edition, grid: Grid
) -> tuple[float, float]:
    """Give the picture what the rest of the front page leaves; no height if that is too little.

    One of which more would be cut off than the style allows is whole, and less wide.
    """
    picture = edition.resources[name].picture
    if room < grid.height * 0.12:
        return width, 0
    high = width * picture.height / picture.width
    if room < high * (1 - grid.crop):
        return width * room / high, room
    return width, grid.whole_lines(min(high, room))


def _contents_lines(edition: Edition, grid: Grid, columns: int, scale: float = 1) -> float:
    """Estimate the lines that the contents take in columns."""
    titles = [[article.title for article in page.articles] for page in edition.issue.pages]
    return fit.contents_lines(titles, grid, columns, scale)


def _contents_size(edition: Edition, grid: Grid) -> str:
    """Return the size of contents apart, in sizes of those on the front: they fill their sheet."""
    size = edition.style.settings.flow.contents
    while size > 1 and _contents_lines(edition, grid, APART_COLUMNS, size) > grid.lines * CERTAIN:
        size -= CONTENTS_STEP
    return f"{max(size, 1):.2f}"


def _front_lines(lead: Article, grid: Grid) -> float:
    """Estimate the lines of the front page without the contents and the lead's picture."""
    size, faces = grid.type.size, grid.faces
    headline = sum(
        fit.text_lines(line, grid.width, FRONT_HEADLINE * size, faces.headline)
        for line in lead.headline
    )
    deck = fit.text_lines(lead.deck, grid.width, 1.5 * size, faces.deck) if lead.deck else 0
    return FRONT_LINES + 3.5 * headline + 1.5 * deck + 2 * bool(lead.kicker)


def _ear_lines(issue: Issue, grid: Grid) -> float:
    """Return the lines that the ears take on the front page, with the space below them.

    Those of words stand side by side.
    """
    pictured = bool(issue.ear and issue.ear.picture)
    width, size = EAR_SHARE * grid.width - 2 * grid.type.size, 0.9 * grid.type.size

    def high(ear: EarWords) -> int:
        lines = (fit.text_lines(line, width, size, grid.faces.label) for line in ear.text)
        return int(sum(lines)) + bool(ear.title) + 2

    words = (None if pictured else issue.ear, issue.second_ear)
    return EAR_PICTURE_LINES * pictured + max((high(each) for each in words if each), default=0)


def _pages(
    edition: Edition, grid: Grid, pages: Sequence[PageDocument], profile: Profile, spare: float
) -> list[Sheets]:
    """Return the pages of the issue; none follows another on its last sheet if kept apart.

    The last of them get what is `spare` first, which are nearest to the foot that is empty.
    """
    articles = {document.article.id: document for document in edition.article_documents}
    shown = {id(each.page): each.shown for each in edition.advertisements_documents}
    sheets = list[Sheets]()
    for document in reversed(pages):
        on_page = [articles[article.id] for article in document.page.articles]
        # A facsimile stands for articles that are not there; where they are, they are set.
        facsimile = "" if on_page else document.facsimile
        rows = make_rows(on_page, edition.resources, grid, edition.style, spare, profile.least_dpi)
        spare = max(0, spare - sum(row.gained for row in rows))
        boxes = set_advertisements(shown.get(id(document.page), ()), grid)
        begins = document is pages[0] or begins_a_sheet(document.page, grid, edition.style)
        above = max((row.above for row in rows), default=0)
        sheets.append(
            Sheets(
                document,
                facsimile,
                rows,
                tuple(boxes),
                _points(above) if above else "",
                not (begins or profile.keeps_pages_apart),
            )
        )
    return sheets[::-1]
