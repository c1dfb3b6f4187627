"""What is asked of every made-up issue, measured in the PDF itself and in the plan."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from lxml import etree

import exporter
from exporter.edition import Edition, make_edition
from exporter.engine.patched import deep_stack, engine
from exporter.engine.patched.late_pictures import pictures_of
from exporter.layouts.makeup.places import Rectangle, legs
from exporter.layouts.makeup.plan.demand import load
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import MM, steps
from exporter.layouts.makeup.plan.quality import FULL
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.render import SheetDocument, lay_out_sheets
from exporter.layouts.makeup.result import SheetResult
from exporter.options import Options

BBOX = "{http://www.w3.org/1999/xhtml}"
TAGS = re.compile(r"<[^>]*>")
UNSEEN = dict.fromkeys(map(ord, "\u2060\u200b\ufeff\u00ad-\u2010\u2011"))
TOLERANCE = 0.2


@dataclass
class Verdict:
    """What was found wrong, and the figures: of each sheet, but for `demand`.

    `demand` tells of each page how much of its sheet the articles take at the tightest body type,
    all of them as small as they get; empty if nobody asked.
    """

    sheets: int
    pages: int
    filled: list[float]
    told: bool  # of pages that do not hold their articles
    demand: list[float]
    wrong: list[str] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether the articles have room: what may stay empty of a full sheet does stay so."""
        return bool(self.demand) and all(share <= FULL for share in self.demand)


def make(
    folder: Path, pdf: Path, options: Options, demand: bool
) -> tuple[Edition, SheetDocument, list[float]]:
    """Make an issue up and write its PDF; with `demand`, measure what its pages want, too."""
    edition = make_edition(exporter.read(folder).issue)

    def work() -> tuple[Edition, SheetDocument, list[float]]:
        made = lay_out_sheets(edition, options)
        with pictures_of(made.document.url_fetcher):  # as lean documents are written
            made.document.write_pdf(str(pdf))
        wanted = [_demand(page) for page in _by_page(made.sheets)] if demand else []
        return edition, made, wanted

    with engine():
        return deep_stack(work)


def _by_page(sheets: list[SheetResult]) -> Iterator[list[SheetResult]]:
    for _, page in groupby(sheets, lambda sheet: sheet.job.number):
        yield list(page)


def _demand(page: list[SheetResult]) -> float:
    """Return the share of a sheet that a page takes at its smallest."""
    tightest = steps(page[0].job.edition.language)[0][-1]
    # A sheet of rests alone has nothing that was not counted on another one.
    measured = [sheet.job.measure(tightest) for sheet in page if sheet.job.articles]
    return sum(load(stories, area) for area, stories in measured)


def judge(folder: Path, pdf: Path, paper: str = "tabloid", demand: bool = False) -> Verdict:
    """Make an issue up and look for everything that must not be.

    To measure what its pages want takes a fifth more time.
    """
    edition, made, wanted = make(folder, pdf, Options(paper=paper, jobs=1), demand)
    fits = [sheet.fit for sheet in made.sheets]
    verdict = Verdict(
        len(made.document.pages),
        len(edition.issue.pages),
        [fit.filled for fit in fits],
        any(finding.rule == "pdf-makeup-over" for finding in made.findings),
        wanted,
    )
    for sheet in made.sheets:
        verdict.wrong += [f"{sheet.job.label}: {each}" for each in _placed_wrong(sheet)]
        verdict.wrong += _hierarchy_wrong(sheet, fits[0].lead_size)
    verdict.wrong += _text_wrong(edition, pdf)
    columns = legs(made.sheets)
    for number, sheet in enumerate(made.sheets, 1):
        here = [leg for leg in columns if leg.sheet == number]
        verdict.wrong += _baselines_wrong(pdf, number, sheet, here)
    return verdict


def _placed_wrong(sheet: SheetResult) -> Iterator[str]:
    """Yield frames that overlap, leave the type area, or hold more than they have room for."""
    fit = sheet.fit
    columns, lines = fit.area.columns, fit.area.lines
    cells: Counter[tuple[int, int]] = Counter()
    for placed in fit.placements:
        right, bottom = placed.column + placed.frame.columns, placed.line + placed.frame.lines - 1
        if right > columns or bottom > lines or placed.column < 0 or placed.line < 0:
            yield f"{placed.frame.story.id} leaves the type area"
        cells.update(_cells(placed))
    if any(count > 1 for count in cells.values()):
        yield "frames overlap"
    if len(sheet.drawn.pages) != 1:
        yield f"{len(sheet.drawn.pages)} sheets drawn"
    for overrun in sheet.drawn.overruns:
        yield f"{overrun.frame} overruns by {overrun.points:.1f} pt"
    stories = [placed.frame.story.id for placed in fit.placements]
    if sorted(stories) != sorted(set(stories)):
        yield "a story is placed twice"
    for placed in fit.placements:
        yield from _inside_wrong(placed)


def _hierarchy_wrong(sheet: SheetResult, front: float) -> Iterator[str]:
    """Yield headlines larger than the front page's lead, but for what a style never goes below."""
    least = min(sheet.job.setting.grid().scale.ranks) * sheet.fit.type.size
    for placed in sheet.fit.placements:
        if placed.frame.size > max(front, least):
            yield f"{sheet.job.label}: {placed.frame.story.id} is larger than the front's lead"


def _cells(placed: Placement) -> Iterator[tuple[int, int]]:
    for column in range(placed.frame.columns):
        for line in range(placed.frame.lines):
            yield placed.column + column, placed.line + line


def _inside_wrong(placed: Placement) -> Iterator[str]:
    """Yield parts of a frame that overlap or leave it, and pictures that are missing."""
    frame = placed.frame
    story = frame.story
    cells: Counter[tuple[int, int]] = Counter()
    for leg in frame.legs:
        cells.update((leg.column, leg.top + line) for line in range(leg.lines))
    for column, top, columns, lines in _blocks(frame.shots):
        cells.update(
            (column + across, top + down) for across in range(columns) for down in range(lines)
        )
    cells.update(
        (column, frame.head_top + line)
        for column in range(frame.head_columns)
        for line in range(frame.head_lines)
    )
    if any(count > 1 for count in cells.values()):
        yield f"{story.id}: its parts overlap"
    if any(c >= frame.columns or line >= frame.lines - 1 for c, line in cells):
        yield f"{story.id}: a part leaves the frame"
    if {shot.shot.number for shot in frame.shots} != {shot.number for shot in story.shots}:
        yield f"{story.id}: a picture is missing"


def _blocks(shots: Sequence[PlacedShot]) -> Iterator[tuple[int, int, int, int]]:
    """Yield column, top, columns and lines of pictures; those side by side in a row are one."""
    rows: dict[int, list[PlacedShot]] = {}
    for shot in shots:
        if shot.width:
            rows.setdefault(shot.top, []).append(shot)
        else:
            yield shot.column, shot.top, shot.columns, shot.lines
    for top, row in rows.items():
        in_order = sorted(row, key=lambda shot: shot.left)
        if all(one.left + one.width <= two.left for one, two in pairwise(in_order)):
            columns = round(sum(shot.breadth for shot in row))
            yield row[0].column, top, columns, max(shot.lines for shot in row)
        else:
            yield from ((shot.column, top, shot.columns, shot.lines) for shot in row)


def squeeze(text: str) -> str:
    """Return a text without spaces, hyphens and marks that are not seen."""
    return "".join(unicodedata.normalize("NFKC", text).translate(UNSEEN).split())


def _text_wrong(edition: Edition, pdf: Path) -> Iterator[str]:
    """Yield articles of which a character is missing, doubled or out of order."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    drawn = squeeze(text)
    for article in edition.issue.articles:
        body = squeeze(TAGS.sub("", article.body))
        for words in (squeeze(article.headline[0]), article.deck, article.kicker):
            if squeeze(words) not in drawn:
                yield f"{article.id}: its head does not exist"
        at = _in_order(body, drawn)
        if at < len(body):
            yield f"{article.id}: its text ends after {at} of {len(body)} characters"
        elif drawn.count(body[:40]) > 1:
            yield f"{article.id}: its text is there more than once"
        for figure in article.figures:
            if squeeze(figure.caption) not in drawn:
                yield f"{article.id}: a caption does not exist"


def _in_order(body: str, drawn: str) -> int:
    """Return how many characters of a body are found in long pieces, one after another."""
    done = place = 0
    while done < len(body):
        piece = body[done : done + 12]
        found = drawn.find(piece, place)
        if found < 0:
            return done
        length = len(piece)
        while (
            done + length < len(body)
            and found + length < len(drawn)
            and body[done + length] == drawn[found + length]
        ):
            length += 1
        done += length
        place = found + length
    return done


def _baselines_wrong(
    pdf: Path, number: int, sheet: SheetResult, columns: list[Rectangle]
) -> Iterator[str]:
    """Yield the sheet if lines of body type do not stand on one grid."""
    lines = list(_body_lines(pdf, number, columns))
    step = sheet.fit.area.line
    if len(lines) < 5:
        return
    first = lines[0]
    offsets = [(bottom - first + step / 2) % step - step / 2 for bottom in lines]
    if max(offsets) - min(offsets) > TOLERANCE:
        yield f"{sheet.job.label}: baselines differ by {max(offsets) - min(offsets):.2f} pt"


def _body_lines(pdf: Path, number: int, columns: list[Rectangle]) -> Iterator[float]:
    """Yield the bottoms of the lines in columns of text whose height is the commonest."""
    command = ["pdftotext", "-bbox-layout", "-f", str(number), "-l", str(number), str(pdf), "-"]
    tree = etree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    boxes = [
        (round(bottom - top, 2), bottom)
        for line in tree.iter(f"{BBOX}line")
        for left, top, bottom in [[float(line.get(side)) for side in ("xMin", "yMin", "yMax")]]
        if len("".join(line.itertext())) > 8
        and any(_holds(column, left, (top + bottom) / 2) for column in columns)
    ]
    heights = Counter(height for height, _ in boxes)
    if heights:
        common = heights.most_common(1)[0][0]
        yield from (bottom for height, bottom in boxes if abs(height - common) < 0.011)


def _holds(column: Rectangle, x: float, y: float) -> bool:
    """Whether a point, in points from the top left of the sheet, is in a column of text."""
    left, top = (column.x - 1) * MM, column.y * MM
    return left <= x <= left + column.width * MM and top <= y <= top + column.height * MM
