"""PDF for the screen: WeasyPrint lays out the edition as a newspaper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.checks.all_rules import by_profile
from exporter.edition import Edition, make_edition
from exporter.edition.pdf_picture import pages_shown
from exporter.edition.style import Style, find_style
from exporter.engine.libraries import require_weasyprint
from exporter.engine.messages import collect_log, engine_findings, engine_guard, log_findings
from exporter.errors import InvalidSource, PreflightFailed, UsageError
from exporter.findings import Finding, errors
from exporter.kept import user_entries, using
from exporter.languages import dictionary
from exporter.layouts.choice import MAKEUP, default_layout
from exporter.layouts.flow.short_texts import load_words
from exporter.layouts.missing_glyphs import missing_fonts, missing_glyphs
from exporter.layouts.papers import find_paper
from exporter.layouts.sheets import Sheet, list_sheets
from exporter.limits import costly, raised
from exporter.model import Issue, is_spread
from exporter.options import Options
from exporter.outputs import beside
from exporter.profiles import Colour
from exporter.writers.pdf.loading_late import loaded_meanwhile

if TYPE_CHECKING:
    from exporter.layouts.makeup.render import SheetDocument

NO_ANCHOR = "No anchor #"


def write_pdf(edition: Edition, path: Path, options: Options) -> list[Finding]:
    """Write `edition` to the file `path`; returns findings for the user.

    Raises `MissingDependency` if WeasyPrint lacks its system libraries, and `PreflightFailed` if a
    file for the press or the archive would have boxes instead of characters.
    """
    with raised(options.reading.limits):
        found = list(costly(edition.issue))
    if found:
        raise InvalidSource(found)
    missing = by_profile(missing_glyphs(edition), options.profile)
    findings = [*by_profile(missing_fonts(edition), options.profile), *missing]
    if errors(findings) and not options.force:
        raise PreflightFailed(findings)
    layout = layout_of(edition.style, options)
    if options.pages and layout != MAKEUP:
        raise UsageError("--pages is for made-up pages: add --layout makeup, or build the whole")
    draw = _make_up if layout == MAKEUP else _flow
    with dictionary.unloaded():
        sheets, found = draw(edition, options, path)
    # Only now: it is loaded while the PDF is written.
    from exporter.writers.pdf.finish import finish

    findings += by_profile(found, options.profile)
    return [*findings, *finish(path, edition, options, sheets, bool(missing))]


def layout_of(style: Style, options: Options) -> str:
    """Return the layout that a PDF of a style gets."""
    if options.layout:
        return options.layout
    return default_layout(options.profile.layout, find_paper(options.sheet_size, style))


def export_html(issue: Issue, folder: Path, options: Options | None = None) -> Path:
    """Write the exact HTML for WeasyPrint, with its pictures, to `folder`.

    For those who want another engine, or to see what a style sheet works on. Returns the path
    of the HTML file.
    """
    from exporter.layouts.flow.print_document import make_html

    options = options or Options()
    edition = make_edition(
        issue, find_style(options.style or (issue.style.name if issue.style else ""))
    )
    path = folder / "issue.html"
    (folder / "images").mkdir(parents=True, exist_ok=True)
    path.write_text(make_html(edition, options), encoding="utf-8")
    for resource in edition.resources.values():
        (folder / resource.name).write_bytes(resource.file.data)
    return path


def _flow(edition: Edition, options: Options, path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Write the PDF in the flow layout: each page takes as many sheets as it needs."""
    if options.jobs != 1:
        load_words(edition.issue)
    require_weasyprint()
    from exporter.engine.patched import deep_stack, engine
    from exporter.engine.renderer import write
    from exporter.layouts.flow.render import lay_out

    def work() -> list[Sheet]:
        document = lay_out(edition, options)
        with loaded_meanwhile():
            write(document, path, options.profile)
        found.extend(_set_pages(path, pages_shown(edition.resources.values()), options))
        return list_sheets(document.pages, edition)

    found: list[Finding] = []

    with (
        engine(grid=True, lean=True, tags=options.profile.tagged) as report,
        collect_log() as records,
        engine_guard(edition),
    ):
        sheets = deep_stack(work)
    found += [*engine_findings(edition, report.message), *log_findings(edition, records)]
    return sheets, [*found, *_single_pages(edition)]


def _single_pages(edition: Edition) -> Iterator[Finding]:
    """Yield a warning for each spread, which this layout sets as two single pages."""
    pages = edition.issue.pages
    for number, page in enumerate(pages):
        if is_spread(pages, number):
            yield Finding(
                "pdf-spread-flow",
                edition.issue.origin,
                0,
                f"pages {page.label} and {page.spread} are set as single pages",
                "use makeup, which sets a spread as one: `layout: makeup`, or another paper",
            )


def _set_pages(path: Path, pages: dict[str, tuple[Path, bool]], options: Options) -> list[Finding]:
    """Place PDFs of advertisements and facsimiles as vectors, not as pictures.

    PDF/A restricts what a page of others may have in it: there it stays a picture.
    """
    from exporter.writers.pdf.vectors import set_vectors

    if options.profile.variant.startswith("pdf/a"):
        return []
    profile = options.profile
    return set_vectors(path, pages, profile.tagged, profile.colour is Colour.CMYK)


def _make_up(edition: Edition, options: Options, path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Write the PDF in the makeup layout: each page is one sheet."""
    if options.jobs != 1:
        load_words(edition.issue)
    made = _laid_out(edition, options, path)
    return made.list_sheets(), made.findings


def _laid_out(
    edition: Edition, options: Options, path: Path, labels: Sequence[str] = ()
) -> SheetDocument:
    require_weasyprint()
    from exporter.engine.boxes import keep_links_beyond
    from exporter.engine.patched import deep_stack, engine
    from exporter.engine.renderer import write
    from exporter.layouts.makeup.places import threads
    from exporter.layouts.makeup.render import lay_out_sheets

    def work() -> SheetDocument:
        made = lay_out_sheets(edition, options, labels)
        if options.beyond:
            keep_links_beyond(made.document.pages)
        with loaded_meanwhile():
            write(made.document, path, options.profile, threads(made.sheets))
        made.findings += _set_pages(path, made.pages, options)
        return made

    with (
        engine(lean=True, tags=options.profile.tagged) as report,
        collect_log() as records,
        engine_guard(edition),
    ):
        made = deep_stack(work)
    made.findings += engine_findings(edition, report.message)
    # With only some pages, links to the others have no target, as intended.
    some = labels or options.pages
    told = [each for each in records if not (some and NO_ANCHOR in each.getMessage())]
    made.findings += log_findings(edition, told)
    return made


def write_sheets(
    edition: Edition, path: Path, options: Options, labels: Sequence[str] = ()
) -> tuple[SheetDocument, list[Finding]]:
    """Write the sheets of some or all pages to the PDF `path`, whole or not at all.

    Returns the made-up sheets and what was found. `labels` are those of the pages; empty means all.
    """
    with beside(path) as temporary, using(user_entries(options.cache)):
        made = _laid_out(edition, options, temporary, labels)
    return made, made.findings
