"""A plan as HTML: every part of a frame is an absolute box on the sheet."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from exporter.edition import Edition, Resource
from exporter.languages.tags import direction, script
from exporter.layouts.makeup.draw import advertisements
from exporter.layouts.makeup.draw.chart_words import fit_words
from exporter.layouts.makeup.draw.crops import cover, is_cut
from exporter.layouts.makeup.draw.extras import Extra
from exporter.layouts.makeup.draw.fold import (
    Fold,
    below,
    fits_one_page,
    fold_in,
    head_over,
    is_beyond,
    keep_words,
    shot_fold,
)
from exporter.layouts.makeup.draw.folded_tables import part_columns
from exporter.layouts.makeup.draw.furniture import (
    around_style,
    frame_style,
    house_box,
    part_style,
    rules,
    sheet_style,
)
from exporter.layouts.makeup.draw.head_room import lowered
from exporter.layouts.makeup.draw.quote_places import apart
from exporter.layouts.makeup.draw.teasers import teaser_box, teasers
from exporter.layouts.makeup.measure.cutting import cut
from exporter.layouts.makeup.measure.long_tables import with_columns
from exporter.layouts.makeup.measure.parts import Parts
from exporter.layouts.makeup.measure.sizes import head_element
from exporter.layouts.makeup.plan.frame import Frame as Planned
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Head
from exporter.layouts.makeup.stylesheet import place_style, points
from exporter.layouts.trees import add_class, add_style
from exporter.model import Advertisement
from exporter.version import PROGRAM
from exporter.xhtml import Element, to_html

FLUSH_AFTER = frozenset(("verse", "summary"))  # paragraphs that the next has no indent after
WHOLE_WIDTH = 0.97  # share of its columns; a picture that takes less has its words in the middle


@dataclass(frozen=True)
class Sheet:
    """One sheet to draw: its grid, the part below the furniture, and where things are on it.

    `parts` are the articles by story id; `tails` what is at the end of a story that goes on
    elsewhere, `heads` what stands instead of the head of one that began elsewhere. `boxes` are
    the advertisements by story id, `extras` what they show. `fills` tells that the facsimile is the
    sheet, `whole` that an advertisement is; `bleeding` is a facsimile that continues beyond it.
    """

    name: str
    page: str
    grid: SheetGrid
    area: SheetGrid
    placements: tuple[Placement, ...]
    parts: Mapping[str, Parts]
    furniture: str
    tails: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Extra] = field(default_factory=dict)
    facsimile: Resource | None = None
    bleeding: Extra | None = None
    fills: bool = False
    whole: bool = False
    bleed_mm: float = 0
    least_dpi: int = 0
    boxes: Mapping[str, Advertisement] = field(default_factory=dict)

    def box(self, placed: Placement) -> advertisements.Box:
        """Return where an advertisement stands."""
        box = self.boxes[placed.frame.story.id]
        if self.whole:
            return advertisements.whole_sheet(box, self.area)
        return advertisements.trim(box, self.area, placed, self.placements)

    def beside(self, placed: Placement) -> advertisements.Box | None:
        """Return the room to fill beside an advertisement in its columns."""
        return None if self.whole else advertisements.rest(self.box(placed), self.area, placed)


def document(edition: Edition, content: str) -> str:
    """Return a whole HTML document around the content of sheets, or of a measuring page.

    Only the document without content has the metadata of the issue, from which the PDF takes it:
    so pages that several editions share are the same in all of them.
    """
    return edition.render_document(
        "makeup/document.html",
        metas={} if content else _about(edition),
        direction=direction(edition.language),
        script=script(edition.language),
        content=Markup(content),
    )


def _about(edition: Edition) -> dict[str, str]:
    """Return what a PDF says of its issue besides the title."""
    issue = edition.issue
    publication = issue.publication
    sections = ", ".join(dict.fromkeys(page.section for page in issue.pages if page.section))
    about = " ".join(filter(None, (publication.name, edition.number, edition.date)))
    return {
        "author": publication.publisher or publication.name,
        "description": about,
        "keywords": sections,
        "generator": PROGRAM,
        "dcterms.created": str(issue.date),
        "dcterms.modified": str(issue.date),
    }


def sheet_html(edition: Edition, sheet: Sheet) -> str:
    """Return one sheet: furniture, articles, rules.

    Wherever a plan puts them, articles are read aloud in the order of the issue, as in the EPUB.
    """
    order = edition.reading_order
    read = sorted(sheet.placements, key=lambda each: order.get(each.frame.story.id, len(order)))
    frames = "".join(_story(edition, sheet, placed) for placed in read)
    kinds = {name: str(parts.article.kind) for name, parts in sheet.parts.items()}
    if sheet.facsimile:
        frames += _facsimile(edition, sheet, sheet.facsimile)
    return edition.render_document(
        "makeup/sheet.html",
        kind="sheet open" if sheet.bleed_mm else "sheet",
        name=sheet.name,
        furniture=Markup(sheet.furniture),
        frames=Markup(frames),
        rules=list(rules(sheet.placements, sheet.area, sheet.area.lines + 1, kinds)),
    )


def _facsimile(edition: Edition, sheet: Sheet, picture: Resource) -> str:
    """Return the picture of a page: over the whole sheet if it has its shape, else within."""
    area, extra = sheet.area, sheet.bleeding
    styles = {"box": sheet_style(area), "place": ""}
    if extra and extra.box:
        at = advertisements.whole_sheet(extra.box, area)
        _, styles = advertisements.placed(extra, extra.box, at, area, sheet.bleed_mm)
    elif not sheet.fills:
        styles["box"] = frame_style(area, 0, 0, area.columns, area.lines)
    return edition.render_document(
        "makeup/facsimile.html",
        kind="paid bleeding" if extra else "whole",
        **styles,
        image=picture.name,
        alt=edition.labels.facsimile.format(edition.page_words(edition.labels.page, sheet.page)),
    )


@dataclass(frozen=True)
class Frame:
    """A box of an article on the sheet: its CSS, and what is in it; `kind` is its classes."""

    kind: str
    box: str
    content: Markup
    id: str = ""


def _story(edition: Edition, sheet: Sheet, placed: Placement) -> str:
    """Return what is placed: an article, an advertisement, or what fills room."""
    story = placed.frame.story
    if story.filler:
        return filler(edition, sheet, placed)
    if story.box:
        return _advertisement(edition, sheet, placed)
    parts = sheet.parts[story.id]
    return edition.render_document(
        "makeup/article.html",
        article=parts.article,
        # The style decides which kinds of articles have a border or a tint around them.
        around=around_style(sheet.area, placed),
        # Beside the head of such an article its text begins at the top.
        wrapped=" wrapped" if placed.frame.top_right == "text" else "",
        # Gathered briefs are articles of their own, in a section.
        tag="section" if parts.gathered else "article",
        name="" if parts.gathered else parts.article.id.partition(".")[0],
        rank=min(story.rank, 4),
        language=parts.language,
        direction=direction(parts.language),
        frames=list(_frames(_inside(sheet, parts), placed, parts)),
    )


def _inside(sheet: Sheet, parts: Parts) -> Sheet:
    """Return the sheet with the columns of an article, which are narrower in a panel."""
    return replace(sheet, area=sheet.area.inside(parts.article.kind))


def filler(edition: Edition, sheet: Sheet, placed: Placement) -> str:
    """Return what fills room that no article takes: teasers, or the publication's name."""
    lines, (start, columns) = placed.frame.lines - 1, _filled(sheet, placed)
    box = _at(sheet, placed, start, 0, columns, lines)
    area, room = sheet.area, (sheet.area.span(columns), lines * sheet.area.line)
    # What is inside the issue is worth more than its name alone.
    shown = teasers(edition, sheet.page, *room, area, sheet.least_dpi)
    content = shown or house_box(edition, *room, area.faces)
    return edition.render_document("makeup/filler.html", box=box, content=Markup(content))


def _strip(edition: Edition, sheet: Sheet, at: advertisements.Box) -> str:
    """Return teasers beside an advertisement, else a tint alone: the name would be tiny."""
    box = place_style(at.left, at.top, at.width, at.height)
    content = teasers(edition, sheet.page, at.width, at.height, sheet.area, sheet.least_dpi)
    return edition.render_document("makeup/filler.html", box=box, content=Markup(content))


def teased(edition: Edition, sheet: Sheet, placed: Placement) -> tuple[str, ...]:
    """Return the labels of the pages whose articles the teasers in such room show."""
    room = _room(sheet, placed)
    box = teaser_box(edition, sheet.page, *room, sheet.area, sheet.least_dpi) if room else None
    return tuple(each.page for each in box.teasers) if box else ()


def _room(sheet: Sheet, placed: Placement) -> tuple[float, float] | None:
    """Return width and height in points of what fills room, beside an advertisement or alone."""
    if not placed.frame.story.box:
        _, columns = _filled(sheet, placed)
        return sheet.area.span(columns), (placed.frame.lines - 1) * sheet.area.line
    beside = sheet.beside(placed)
    return (beside.width, beside.height) if beside else None


def _filled(sheet: Sheet, placed: Placement) -> tuple[int, int]:
    """Return first and number of the columns to fill: on one side of a fold, the wider one."""
    over = fold_in(sheet.area, placed.column, placed.frame.columns)
    if not over:
        return 0, placed.frame.columns
    return (0 if over.is_first_wider else over.before), over.wider


def _advertisement(edition: Edition, sheet: Sheet, placed: Placement) -> str:
    """Return an advertisement at its size; without artwork it is an empty box."""
    name = placed.frame.story.id
    box = sheet.boxes[name]
    at, beside = sheet.box(placed), sheet.beside(placed)
    extra = sheet.extras.get(name)
    made = advertisements.html(edition, extra, box, at, sheet.area, sheet.bleed_mm)
    return made + (_strip(edition, sheet, beside) if beside else "")


def _at(
    sheet: Sheet, placed: Placement, column: int, line: float, columns: int, lines: float
) -> str:
    return frame_style(sheet.area, placed.column + column, placed.line + line, columns, lines)


def _frames(sheet: Sheet, placed: Placement, parts: Parts) -> Iterator[Frame]:
    """Yield head, pictures and text of a story."""
    frame, parts = apart(placed.frame, parts, sheet.area)
    placed = replace(placed, frame=frame)
    story = frame.story
    if story.id in sheet.heads:
        fold = fold_in(sheet.area, placed.column, frame.columns)
        columns = fold.before if fold else frame.columns
        box = _at(sheet, placed, 0, 0, columns, frame.head_lines)
        yield Frame("from", box, Markup(sheet.heads[story.id]), story.id)
    elif frame.head:
        yield _head(sheet, placed, parts, frame.head)
    for each in _in_order(frame):
        if isinstance(each, PlacedShot):
            yield _shot(sheet, placed, parts, each)
        else:
            yield _leg(sheet, placed, parts, each, each == frame.texts[-1])


def _in_order(frame: Planned) -> Iterator[PlacedShot | Leg]:
    """Yield pictures and text as they are read: a table that stands as written is in the text."""
    tables = [shot for shot in frame.shots if shot.as_written]
    yield from (shot for shot in frame.shots if not shot.as_written)
    for leg in frame.texts:
        while tables and tables[0].shot.written <= leg.first:
            yield tables.pop(0)
        yield leg
    yield from tables


def _head(sheet: Sheet, placed: Placement, parts: Parts, head: Head) -> Frame:
    kicked = {name for name, each in sheet.parts.items() if each.article.kicker}
    parted = {each.frame.story.id for each in sheet.placements if _head_fold(sheet, each)}
    frame, down = placed.frame, lowered(placed, sheet.placements, sheet.area.scale, kicked, parted)
    lines = frame.head_lines - down
    box = _at(sheet, placed, 0, frame.head_top + down, frame.head_columns, lines)
    fold = _head_fold(sheet, placed)
    if fold:
        head, element = head_over(parts, frame, head, fold)
    else:
        element = head_element(parts, head, frame.head_columns, sheet.area)
    _feather(element, (lines - head.height) * sheet.area.line)
    # Gathered briefs keep their own ids in the text.
    kind = "head upright" if head.upright else "head"
    return Frame(kind, box, Markup(to_html(element)), "" if parts.gathered else frame.story.id)


def _head_fold(sheet: Sheet, placed: Placement) -> Fold | None:
    """Return what the head of a frame has on both sides of a fold; None off the fold."""
    return fold_in(sheet.area, placed.column, placed.frame.head_columns)


def _feather(head: Element, spare: float) -> None:
    """Share the points that a head has to spare among the spaces below its parts.

    Its first line stays where it is, on one line with its neighbours'.
    """
    for part in head[1:]:
        add_style(part, f"margin-top:{points(max(0.0, spare) / (len(head) + 1))}")


def _leg(sheet: Sheet, placed: Placement, parts: Parts, leg: Leg, last: bool) -> Frame:
    story = placed.frame.story
    slices = story.slices
    start = slices[leg.first].start
    end = slices[leg.last].start if leg.last < len(slices) else None
    if last and story.end:
        end = story.end
    lines = [piece.start for piece in slices[leg.first : leg.last]]
    blocks = cut(parts.body, start, end, slices[leg.last - 1].hyphen, lines)
    if blocks and blocks[0].tag == "p" and start[1] == 0:
        mark_first(blocks[0], parts.body, start[0])
    tail = sheet.tails.get(story.id, "") if last else ""
    if tail and blocks:
        add_class(blocks[-1], "carried")
    box = _at(sheet, placed, leg.column, leg.top, 1, leg.lines)
    return Frame("leg body", box, Markup("".join((*map(to_html, blocks), tail))))


def mark_first(first: Element, body: Element, number: int) -> None:
    """Give the first paragraph of a leg the indent that it has in its text, after what is there."""
    block = next((each for each in body if each.get("data-b") == str(number)), None)
    before = block.getprevious() if block is not None else None
    if before is not None and before.tag == "p":
        is_flush = not FLUSH_AFTER.isdisjoint((before.get("class") or "").split())
        add_class(first, "flush" if is_flush else "indent")


def _shot(sheet: Sheet, placed: Placement, parts: Parts, shot: PlacedShot) -> Frame:
    exhibit = parts.shown[shot.shot.number]
    element = copy.deepcopy(exhibit.element)
    grid = sheet.area
    if not exhibit.ratio:
        with_columns(element, shot.columns, grid.inside(parts.article.kind))
    fold = shot_fold(grid, placed, shot)
    width = shot.width or grid.room(placed.column + shot.column, shot.columns)
    if shot.width and fold:
        width += grid.fold
    picture = element.find(".//img")
    if exhibit.ratio and picture is not None:
        height = (shot.lines - below(shot, fold)) * grid.line
        whole = shot.shot.rigid or is_cut(height / width, exhibit.ratio, grid.crop)
        if whole:
            height = min(height, width * exhibit.ratio)
            if height / exhibit.ratio < WHOLE_WIDTH * width:
                add_class(element, "narrow")
        # A little air between the picture and its words: their line box has some already.
        fit = "contain" if whole else cover(exhibit.ratio, exhibit.focus)
        if exhibit.drawing:
            fit_words(picture, exhibit.drawing, min(width, height / exhibit.ratio), grid)
        picture.set("style", f"width:{points(width)};height:{points(height)};object-fit:{fit}")
    kind = _off_the_fold(element, shot, fold) if fold else "shot"
    box = _at(sheet, placed, shot.column, shot.top, shot.columns, shot.lines)
    if shot.width:
        column, line = placed.column, placed.line + shot.top
        left = shot.left + grid.fold * is_beyond(grid, placed, shot)
        box = part_style(grid, column, line, left, width, shot.lines)
    return Frame(kind, box, Markup(to_html(element)))


def _off_the_fold(element: Element, shot: PlacedShot, fold: Fold) -> str:
    """Keep all words of a picture or table out of the gutter; return the classes of its frame."""
    if fits_one_page(shot, fold):
        fold.keep(element, fold.is_first_wider)
        return "shot"
    keep_words(element, fold)
    parted = [part_columns(table, fold) for table in element.iter("table")]
    return "shot folded" if any(parted) else "shot"
