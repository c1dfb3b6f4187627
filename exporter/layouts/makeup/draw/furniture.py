"""What is on a sheet beside the articles: masthead, folio line, rules, boxes.

Everything here is the page's, not an article's, and is marked so: class `furniture`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from exporter.amounts import amount
from exporter.edition import Edition
from exporter.findings import Finding
from exporter.languages.bound import whole_spans
from exporter.layouts.makeup.draw import date_line
from exporter.layouts.makeup.draw.ear import ear_html, pages_in_ear, seen_words, words_html
from exporter.layouts.makeup.draw.skybox import skies_shown, skybox, skybox_lines
from exporter.layouts.makeup.measure.headline_breaks import broken, filled
from exporter.layouts.makeup.plan.grid import SheetGrid, shorter
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.stylesheet import place_style, points
from exporter.layouts.typefaces import Typefaces, masthead_ems
from exporter.model import Page
from exporter.units import MM

# Sizes of the folio in ems of the usual type, as the style sheet has them, and the space between.
FOLIO_LABEL, FOLIO_NAME, FOLIO_SMALL, FOLIO_APART = 1.9, 1.25, 0.9, 1.0
EAR_COLUMNS, EARS_COLUMNS = 4, 5  # columns of a sheet with one ear, and with both
SMALL_NAME = 0.33  # of its largest size: a name that would be smaller has two lines
NAME_SHARES = (0.5, 0.54, 0.58, 0.62, 0.68, 0.74)  # of its width, that a line of two takes
FOLIO_SECTION = 0.8  # of the label's size
ABOVE = 0.25  # lines of a panel above and below what is in it, of the one between two frames
HOUSE_LEAST, HOUSE_MOST = 5.0, 36.0  # points of the type in a house box


def frame_style(grid: SheetGrid, column: int, line: float, columns: int, lines: float) -> str:
    """Return the CSS of a frame at a column and a line of the type area."""
    return place_style(
        grid.x(column, columns),
        grid.top + line * grid.line,
        grid.room(column, columns),
        lines * grid.line,
    )


def part_style(
    grid: SheetGrid, column: int, line: float, left: float, width: float, lines: float
) -> str:
    """Return the CSS of a box `width` points wide, `left` points after the start of a column."""
    x = grid.x(column) + (grid.column - left - width if grid.mirrored else left)
    return place_style(x, grid.top + line * grid.line, width, lines * grid.line)


def sheet_style(grid: SheetGrid) -> str:
    """Return the CSS of a box over the whole sheet."""
    return place_style(0, 0, grid.paper.width_mm * MM, grid.paper.height_mm * MM)


def around_style(grid: SheetGrid, placed: Placement) -> str:
    """Return the CSS of a panel: as wide as its columns, and a little higher than what is in it."""
    lines = placed.frame.lines - 1 + 2 * ABOVE
    return frame_style(grid, placed.column, placed.line - ABOVE, placed.frame.columns, lines)


def folio(
    edition: Edition,
    page: Page,
    title: str,
    grid: SheetGrid,
    label: str,
    recto: bool,
    anchor: str = "",
) -> str:
    """Return the folio line: label and section, publication, date and page editor.

    A `recto` is a page with an odd number: its label is at the other edge. `anchor` is that of the
    second page of a spread.
    """
    name, date, number, editor = _fitting_folio(edition, page, label, grid)
    right = " ".join(filter(None, (date, number)))
    box = place_style(
        grid.left, grid.top, grid.width, (edition.style.settings.folio.lines - 1) * grid.line
    )
    return edition.render_document(
        "makeup/folio.html",
        page=page,
        title=title,
        recto=recto,
        anchor=anchor,
        box=box,
        label=edition.counted(label),
        section=page.section if _has_room(page.section, date, label, grid) else "",
        name=name,
        date=right,
        editor=editor,
    )


def _fitting_folio(
    edition: Edition, page: Page, label: str, grid: SheetGrid
) -> tuple[str, str, str, str]:
    """Return name, date, number and editor for a folio over the width of the type area.

    What has no room is left out: the editor first, then number and name; label and date stay.
    """
    editor = edition.labels.editor.format(page.editor) if page.editor else ""
    parts = [edition.issue.publication.name, edition.date, edition.number, editor]
    left = _folio_left(label, page.section, grid)
    for dropped in (3, 2, 0):
        if _folio_fits(parts, left, grid):
            break
        parts[dropped] = ""
    name, date, number, editor = parts
    return name, date, number, editor


def _folio_left(label: str, section: str, grid: SheetGrid) -> float:
    """Return the width of what is at the left of a folio, in ems."""
    ems = grid.faces.label.ems
    return FOLIO_LABEL * (ems(label) + (FOLIO_SECTION * (ems(section) + 1) if section else 0))


def _has_room(section: str, date: str, label: str, grid: SheetGrid) -> bool:
    """Whether a section stands beside its label and the date alone."""
    return _folio_fits(["", date], _folio_left(label, section, grid), grid)


def _folio_fits(parts: list[str], left: float, grid: SheetGrid) -> bool:
    """Whether label, name in the middle and what is at the right keep apart; `left` is in ems."""
    name = parts[0]
    right = FOLIO_SMALL * sum(grid.faces.label.ems(each) + 1.5 for each in parts[1:] if each)
    middle = FOLIO_NAME * (grid.faces.masthead.ems(name) + 0.12 * len(name))
    most = max(left, right) if name else (left + right) / 2
    return most + middle / 2 + FOLIO_APART <= grid.width / grid.type.size / 2


def unseen_name(edition: Edition, title: str, anchor: str = "") -> str:
    """Return the name of a page that shows none, for its bookmark."""
    return edition.render_document("makeup/page-name.html", title=title, anchor=anchor)


def masthead_lines(edition: Edition) -> int:
    """Return the lines that the masthead takes with the space below."""
    masthead = edition.style.settings.masthead
    return masthead.lines_with_title if edition.issue.title else masthead.lines


def front_lines(edition: Edition, grid: SheetGrid) -> int:
    """Return the lines that skybox and masthead take with the space below."""
    return skybox_lines(edition, grid) + masthead_lines(edition)


def masthead(
    edition: Edition, page: Page, title: str, image: str, ear_image: str, grid: SheetGrid
) -> str:
    """Return the masthead of the first page, with its ears, and the date line below it.

    The skybox stands above. `image` and `ear_image` are the pictures of masthead and ear, if any.
    Over a spread, the name is parted at the fold, and the date line is on the page that is first.
    """
    sky = skybox(edition, grid)
    grid = shorter(grid, skybox_lines(edition, grid))
    top = masthead_lines(edition) - 3
    ear, second = _ears(edition, ear_image, grid)
    first = grid.columns // 2 if grid.fold else grid.columns
    columns = _name_columns(ear, second, grid)
    room, after = grid.span(columns), grid.span(first - bool(ear)) if grid.fold else 0
    plate = place_style(grid.x(int(bool(second)), columns), grid.top, room, top * grid.line)
    names, size = name_lines(edition, room, grid)
    if after and not image:
        names, size = _parted_name(edition, room, after, grid)
    tagline, tagline_style = date_line.motto(edition, room, grid)
    return edition.render_document(
        "makeup/masthead.html",
        page=page,
        title=title,
        anchor="",
        box=plate,
        below=place_style(grid.x(0, first), grid.y(top), grid.span(first), 2 * grid.line),
        size=points(size),
        names=names,
        beyond=_beyond(room, grid) if after and len(names) == 2 and not image else "",
        image=image,
        facts=date_line.facts(edition, page, grid),
        tagline=tagline,
        tagline_style=tagline_style,
        ear=Markup(sky + second + ear),
    )


def _name_columns(ear: str, second: str, grid: SheetGrid) -> int:
    """Return the columns that the name has beside the ears, on the page that is first."""
    first = grid.columns // 2 if grid.fold else grid.columns
    return first - bool(second) - (bool(ear) and not grid.fold)


def _ears(edition: Edition, image: str, grid: SheetGrid) -> tuple[str, str]:
    """Return the ear of contents, words or a picture, and the second one; empty without room."""
    high = _ear_lines(edition)
    ear = second = ""
    if grid.columns >= EAR_COLUMNS:
        box = place_style(grid.x(grid.columns - 1), grid.top, grid.column, high * grid.line)
        ear = ear_html(edition, image, box, grid, high)
    if grid.columns >= EARS_COLUMNS and edition.issue.second_ear:
        box = place_style(grid.x(0), grid.top, grid.column, high * grid.line)
        words, other = edition.issue.second_ear, None if image else edition.issue.ear
        second = words_html(edition, words, box, grid, high, other)
    return ear, second


def _parted_name(
    edition: Edition, before: float, after: float, grid: SheetGrid
) -> tuple[tuple[str, ...], float]:
    """Return the name parted between words, and a size that fills the room beside the fold.

    A name of one word stands before the fold.
    """
    name, fill = edition.issue.publication.name, edition.style.settings.masthead.fill

    def ems(text: str) -> float:
        return masthead_ems(text, grid.faces)

    parts = broken(name, 2, ems, whole_spans(name, edition.language))
    rooms = zip((before, after), parts, strict=False)
    widest = min(room * fill / max(ems(part), 1) for room, part in rooms)
    return parts, min(widest, _largest_name(edition, grid))


def _beyond(room: float, grid: SheetGrid) -> str:
    """Return the CSS of the part of a name on the second page of a spread."""
    start = "right" if grid.mirrored else "left"
    return f"position:absolute;top:0;{start}:{points(room + grid.gap + grid.fold)}"


def facing_folio(
    edition: Edition,
    page: Page,
    title: str,
    grid: SheetGrid,
    label: str,
    recto: bool,
    anchor: str,
) -> str:
    """Return the folio of the second page of a spread with the masthead, beside the date line."""
    top = front_lines(edition, grid) - edition.style.settings.folio.lines
    return folio(edition, page, title, replace(grid, top=grid.y(top)), label, recto, anchor)


def words_left_out(edition: Edition, grid: SheetGrid) -> Iterator[Finding]:
    """Yield a finding for each ear that has no room for all its lines."""
    first, second = edition.issue.ear, edition.issue.second_ear
    shown = {"ear": (first, EAR_COLUMNS), "second_ear": (second, EARS_COLUMNS)}
    for name, (ear, columns) in shown.items():
        if ear is None or grid.columns < columns or (ear is first and first.picture):
            continue
        left = len(ear.text) - len(
            seen_words(ear, edition.style.settings.ear, grid, _ear_lines(edition)).text
        )
        if left:
            yield Finding(
                "pdf-makeup-over",
                edition.issue.origin,
                0,
                f"`{name}` has no room for {amount(left, 'line')} of its text",
                "write less beside the masthead",
            )


def facts_left_out(edition: Edition, page: Page, grid: SheetGrid) -> Iterator[Finding]:
    """Yield a finding for what has no room below the name of the publication."""
    room = 0.0
    if edition.issue.publication.tagline:  # the ears leave it room; nothing else asks for them
        room = grid.span(_name_columns(*_ears(edition, "", grid), grid))
    return date_line.left_out(edition, page, room, grid)


def pages_announced(edition: Edition, grid: SheetGrid) -> set[str]:
    """Return the labels of the pages whose headlines the masthead's skybox and ear show."""
    shown = {sky.document.page.label for sky in skies_shown(edition, grid)}
    if grid.columns >= EAR_COLUMNS:
        below = shorter(grid, skybox_lines(edition, grid))
        shown |= {page.label for page in pages_in_ear(edition, below, _ear_lines(edition))}
    return shown


def _ear_lines(edition: Edition) -> float:
    return masthead_lines(edition) - 3 - 0.5  # above the date line


def masthead_size(edition: Edition, room: float, grid: SheetGrid) -> float:
    """Choose a type size by which the name fills the room, within limits, on one line."""
    sizes = edition.style.settings.masthead
    ems = masthead_ems(edition.issue.publication.name, grid.faces)
    return min(room * sizes.fill / max(ems, 1), _largest_name(edition, grid))


def _largest_name(edition: Edition, grid: SheetGrid) -> float:
    sizes, tagline = edition.style.settings.masthead, edition.issue.publication.tagline
    return (sizes.largest_with_tagline if tagline else sizes.largest) * grid.line


def name_lines(edition: Edition, room: float, grid: SheetGrid) -> tuple[tuple[str, ...], float]:
    """Return the name in one line, or in two where it would be small on one, and its size."""
    name, size = edition.issue.publication.name, masthead_size(edition, room, grid)
    largest, ems = _largest_name(edition, grid), masthead_ems(name, grid.faces)
    spans = whole_spans(name, edition.language)
    for share in NAME_SHARES if size < SMALL_NAME * largest else ():
        lines = filled(name, share * ems, lambda text: masthead_ems(text, grid.faces), spans)
        if len(lines) == 2:
            widest = max(masthead_ems(line, grid.faces) for line in lines)
            fill = edition.style.settings.masthead.fill
            return lines, max(size, min(room * fill / widest, largest / 2))
    return (name,), size


def jump(edition: Edition, text: str, target: str) -> str:
    """Return the line at the end of a text that continues elsewhere."""
    return edition.render_document("makeup/jump.html", text=text, target=target)


def resumption(edition: Edition, headline: str, text: str) -> str:
    """Return what is above the rest of a text that began elsewhere."""
    return edition.render_document("makeup/resumption.html", headline=headline, text=text)


class Rule(NamedTuple):
    """A rule between frames: its CSS; its classes say what kinds of articles it is between."""

    box: str
    kind: str = ""


def rules(
    placements: Sequence[Placement], grid: SheetGrid, lines: int, kinds: Mapping[str, str]
) -> Iterator[Rule]:
    """Yield the rules between frames: below them, and before all but the first column.

    `lines` is the height of the type area, in lines; `kinds` are those of articles by story id.
    """
    for placed in placements:
        frame = placed.frame
        if placed.line + frame.lines < lines:
            top = grid.y(placed.line + frame.lines) - 0.5 * grid.line - 0.25
            wide = grid.room(placed.column, frame.columns)
            box = place_style(grid.x(placed.column, frame.columns), top, wide, 0.5)
            yield Rule(box, " ".join(_between(placed, placements, kinds)))
        at_fold = grid.fold and 2 * placed.column == grid.columns
        if placed.column and not at_fold:
            left = grid.x(placed.column, frame.columns) - 0.25
            wide = grid.room(placed.column, frame.columns)
            left += wide + grid.gap / 2 if grid.mirrored else -grid.gap / 2
            box = place_style(left, grid.y(placed.line), 0.5, (frame.lines - 1) * grid.line)
            yield Rule(box)


def _between(
    placed: Placement, placements: Sequence[Placement], kinds: Mapping[str, str]
) -> Iterator[str]:
    """Yield the classes of the rule below a frame: its kind, and that of all that it is above."""
    if kind := kinds.get(placed.frame.story.id):
        yield f"below-{kind}"
    near = placed.lines_below(placements)
    foot, end = placed.line + placed.frame.lines, placed.column + placed.frame.columns
    others = {
        kinds.get(other.frame.story.id, "")
        for other in placements
        if other.line - foot == near
        and placed.column < other.column + other.frame.columns
        and other.column < end
    }
    if len(others) == 1 and (below := others.pop()):
        yield f"above-{below}"


def house_box(edition: Edition, width: float, height: float, faces: Typefaces) -> str:
    """Return what fills room that no article takes: the publication's own name and address.

    Its type grows with the box, `width` by `height` points; what has no room is left out.
    """
    publication = edition.issue.publication
    url = publication.url.removeprefix("https://").removeprefix("http://").rstrip("/")
    size = min(HOUSE_MOST, width * 0.86 / faces.masthead.ems(publication.name), height / 3)
    lines = [("name", publication.name, 1.0), ("tagline", publication.tagline, 0.5)]
    shown, taken = [], 0.0
    for kind, text, share in (*lines, ("address", url, 0.4)):
        own = min(share * size, width * 0.86 / (faces.masthead.ems(text) or 1)) if text else 0
        taken += 1.5 * own
        if own >= HOUSE_LEAST and taken <= 0.9 * height:
            shown.append({"kind": kind, "text": text, "size": points(own)})
    return edition.render_document("makeup/house.html", lines=shown)
