"""PDF for the screen: WeasyPrint lays out the edition as a newspaper."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter import fonts
from exporter.edition import Edition, make_edition
from exporter.errors import InvalidSource, MissingDependency
from exporter.findings import Finding, Severity
from exporter.guard import guarded
from exporter.layouts.choice import MAKEUP, default_layout
from exporter.layouts.sheets import Sheet, list_sheets
from exporter.limits import costly, raised
from exporter.model import Issue
from exporter.outputs import beside
from exporter.pictures.files import PictureError
from exporter.profiles import Profile
from exporter.writers import Options

if TYPE_CHECKING:
    from exporter.layouts.makeup.document import Makeup

TAGS = re.compile(r"<[^>]*>")
NO_ANCHOR = "No anchor #"


def write_pdf(edition: Edition, path: Path, options: Options) -> list[Finding]:
    """Write `edition` to the file `path`; returns what a user should know of it.

    Raises `OutputError` if the file can't be written (the old one then stays as it was) and
    `MissingDependency` if WeasyPrint lacks its system libraries.
    """
    # Only here: its library is not needed where options are judged or an EPUB is made.
    from exporter.writers.pdf.finish import finish

    options.progress(path.name)
    with raised(options.reading.limits):
        found = list(costly(edition.issue))
    if found:
        raise InvalidSource(found)
    findings = [*_fonts_missing(edition), *_glyphs_missing(edition)]
    layout = options.layout or default_layout(options.profile.layout, options.paper)
    with beside(path) as temporary:
        draw = _make_up if layout == MAKEUP else _flow
        sheets, found = draw(edition, options, temporary)
        findings += found
        findings += finish(temporary, edition, options, sheets)
    return findings


def export_html(issue: Issue, folder: Path, options: Options | None = None) -> Path:
    """Write the very HTML that WeasyPrint gets, and its pictures, into `folder`.

    For those who want another engine, or to see what a style sheet works on. Returns the path
    of the HTML file.
    """
    from exporter.layouts.flow.pages import make_html

    edition = make_edition(issue)
    path = folder / "issue.html"
    (folder / "images").mkdir(parents=True, exist_ok=True)
    path.write_text(make_html(edition, options or Options()), encoding="utf-8")
    for resource in edition.resources.values():
        (folder / resource.name).write_bytes(resource.file.data)
    return path


def _flow(edition: Edition, options: Options, path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Write the PDF of which every page of the issue takes as many sheets as it needs."""
    from exporter.engine.patched import deep_stack, engine

    weasyprint = _weasyprint()
    from exporter.layouts.flow.render import lay_out

    def work() -> list[Sheet]:
        how = tagging(options.profile)
        document = lay_out(edition, options, weasyprint, how, _keep(report.known))
        document.write_pdf(str(path), **how)
        return list_sheets(document.pages, edition)

    with (
        engine(grid=True, lean=True, tags=options.profile.tagged) as report,
        _log() as records,
        _engine_guard(edition),
    ):
        sheets = deep_stack(work)
    found = [*_engine_findings(edition, report.message), *_log_findings(edition, records)]
    return sheets, found


def _keep(known: bool) -> Callable[[Any], Any]:
    """Return what makes the pages of WeasyPrint's versions that are known small."""
    if not known:
        return lambda page: page
    from exporter.engine.patched.kept import Shelf

    return Shelf().keep


def tagging(profile: Profile) -> dict[str, Any]:
    """Return the options of WeasyPrint that concern a tagged PDF; none for other profiles.

    They act while a document is laid out and again while it is written.
    """
    if not profile.tagged:
        return {}
    variant = {"pdf_variant": profile.variant} if profile.variant else {"pdf_tags": True}
    return {**variant, "dpi": profile.picture_dpi, "pdf_identifier": False}


def _make_up(edition: Edition, options: Options, path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Write the PDF of which every page of the issue is one sheet."""
    made = _made_up(edition, options, path)
    return made.list_sheets(), made.findings


def _made_up(edition: Edition, options: Options, path: Path, labels: Sequence[str] = ()) -> Makeup:
    from exporter.engine.patched import deep_stack, engine

    weasyprint = _weasyprint()
    from exporter.layouts.makeup.document import made_up
    from exporter.layouts.makeup.places import thread
    from exporter.writers.pdf.vectors import set_vectors

    def work() -> Makeup:
        made = made_up(edition, options, weasyprint, _keep(report.known), labels)
        how = tagging(options.profile)
        made.document.write_pdf(str(path), finisher=lambda _, pdf: thread(pdf, made.sheets), **how)
        # PDF/A restricts what a page of others may have in it: there it stays a picture.
        if not options.profile.variant.startswith("pdf/a"):
            made.findings += set_vectors(path, made.pages, options.profile.tagged)
        return made

    with (
        engine(lean=True, tags=options.profile.tagged) as report,
        _log() as records,
        _engine_guard(edition),
    ):
        made = deep_stack(work)
    made.findings += _engine_findings(edition, report.message)
    # Of some pages alone, the links to the others lead nowhere, and that is meant.
    told = [each for each in records if not (labels and NO_ANCHOR in each.getMessage())]
    made.findings += _log_findings(edition, told)
    return made


def make_up(
    edition: Edition, path: Path, options: Options, labels: Sequence[str] = ()
) -> tuple[Makeup, list[Finding]]:
    """Write the sheets of some pages, or of all, to the PDF `path`; return what was made up."""
    with beside(path) as temporary:
        made = _made_up(edition, options, temporary, labels)
    return made, made.findings


def _weasyprint() -> Any:
    """Import WeasyPrint; its libraries are the system's, so they may be missing."""
    try:
        import weasyprint
    except OSError as error:
        raise MissingDependency(
            f"WeasyPrint can't load its libraries ({error}); "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from None
    return weasyprint


def _engine_guard(edition: Edition) -> AbstractContextManager[None]:
    """Turn what WeasyPrint and the PDF libraries raise into an error of the source."""

    def refuse(why: str) -> Exception:
        message = f"can't be set as a PDF ({why})"
        advice = "build each page for itself with `exporter makeup --page` to find the article"
        return InvalidSource([Finding("pdf-engine", edition.issue.root, 0, message, advice)])

    return guarded(refuse, OSError, PictureError)


@contextmanager
def _log() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint logs, and keep it and fontTools from writing to the terminal."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append  # type: ignore[method-assign,assignment]
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:], logger.propagate, logger.level
    tools = logging.getLogger("fontTools")
    tools_level = tools.level
    logger.handlers[:], logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    tools.setLevel(logging.ERROR)
    try:
        yield records
    finally:
        logger.handlers[:], logger.propagate, level = before
        logger.setLevel(level)
        tools.setLevel(tools_level)


def _engine_findings(edition: Edition, message: str) -> Iterator[Finding]:
    if message:
        yield Finding("pdf-engine", edition.issue.root, 0, message, "", Severity.WARNING)


def _log_findings(edition: Edition, records: list[logging.LogRecord]) -> Iterator[Finding]:
    """Tell of what WeasyPrint could not do, of pictures above all; name the file of a picture."""
    for record in records:
        if record.levelno < logging.ERROR:
            continue
        message = record.getMessage()
        place = next(
            (
                resource.picture.path
                for name, resource in edition.resources.items()
                if name in message
            ),
            None,
        )
        advice = "save the picture again in another format" if place else ""
        root = edition.issue.root
        yield Finding("pdf-engine", place or root, 0, message, advice, Severity.WARNING)


def _fonts_missing(edition: Edition) -> Iterator[Finding]:
    """Warn of a family that the style names and this machine lacks."""
    for family in dict.fromkeys(fonts.wanted(edition.language)):
        if not fonts.has(family):
            yield Finding(
                "pdf-font-missing",
                edition.issue.root,
                0,
                f"the font {family} is not installed",
                f"another stands in for it; {fonts.INSTALL}",
                Severity.WARNING,
            )


def _glyphs_missing(edition: Edition) -> Iterator[Finding]:
    """Name each character that no font of this machine can show, and the first place of it."""
    family, _ = fonts.wanted(edition.language)
    places: dict[str, Path] = {}
    # Articles first: their headlines stand in the contents too.
    for document in sorted(edition.documents, key=lambda document: document.article is None):
        place = edition.issue.root / (document.article.source if document.article else "")
        for character in set(TAGS.sub("", document.title + document.body)):
            places.setdefault(character, place)
    for character in fonts.missing(filter(_has_shape, places), family):
        yield _glyph_finding(character, places[character])


def _has_shape(character: str) -> bool:
    """Whether a character is to be seen: not a space, a direction or a variation selector."""
    return character > "\u024f" and not (
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Zs")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _glyph_finding(character: str, place: Path) -> Finding:
    name = unicodedata.name(character, "a character without a name")
    return Finding(
        "pdf-glyph-missing",
        place,
        0,
        f"no font on this machine has U+{ord(character):04X} {name} ({character})",
        "install a font that has it (fonts-hanazono for rare hanzi), or write it otherwise",
        Severity.WARNING,
    )
