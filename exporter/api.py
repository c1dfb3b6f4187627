"""The Python API: everything that the command line does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from exporter import extensions
from exporter.addresses import web_address
from exporter.checks import check_issue, judge_rules
from exporter.checks.articles import check_articles
from exporter.checks.languages import check_languages
from exporter.checks.lost_text import check_text
from exporter.content import conservation
from exporter.edition import Edition, make_edition
from exporter.edition.style import Style, StyleFile, find_style
from exporter.edition.without_advertisements import without_advertisements
from exporter.errors import (
    ExporterError,
    InvalidSource,
    OutputError,
    UnknownSource,
    UsageError,
)
from exporter.findings import Finding, Severity, errors, hardened
from exporter.languages.vocabulary import added_faults
from exporter.limits import costly, raised
from exporter.model import LANGUAGE, ArticleHead, Issue, IssueHead, Picture
from exporter.nearest import meant, unknown
from exporter.options import Options, cores
from exporter.outputs import beside, temporary_folder
from exporter.pictures.drawings import Setting, dropped, with_words
from exporter.pictures.files import PictureError
from exporter.profiles import Profile, find_profile
from exporter.profiles.page_names import same_label
from exporter.readers import Reading, ReadOptions
from exporter.readers import examine as read_all
from exporter.readers import read as read_source
from exporter.readers.publication import PublicationHead, shared_style
from exporter.writers import (
    Writer,
    default_names,
    file_stem,
    find_checker,
    find_writer,
    write_file,
)

if TYPE_CHECKING:
    from exporter.layouts.makeup.issue import SheetReport
    from exporter.layouts.makeup.places import Rectangle
    from exporter.publication.archive.make import ArchiveOptions
    from exporter.publication.archive.run import ArchiveReport
    from exporter.publication.site.context import Tools
    from exporter.repair.changes import Change
    from exporter.sheet_size import SheetSize

__all__ = [
    "BuildReport",
    "MakeupReport",
    "Options",
    "PublicationReport",
    "ReadOptions",
    "SiteReport",
    "archive",
    "build",
    "build_publication",
    "check",
    "compare",
    "convert",
    "make_up",
    "new",
    "new_after",
    "new_style",
    "read",
    "replace_pages",
    "schema",
    "site",
]

MOST_NEW_PAGES = 96  # in a new issue folder: more is a typing error
NO_REPORT = "{}: is not a PDF, and --html reports only on PDFs"


@dataclass(frozen=True)
class BuildReport:
    """The result of a build: files written, findings, and repairs with their reasons."""

    outputs: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()


def build(
    source: Path | str | Issue,
    outputs: Path | str | Iterable[Path | str] = (),
    options: Options | None = None,
    avoid: Iterable[Path] = (),
) -> BuildReport:
    """Read `source` and write `outputs`: one or more paths, with the format given by the suffix.

    A folder, or no output, gets an EPUB and a PDF named after publication and date. `avoid` lists
    files that must not be overwritten, such as those of another issue. Editions of the issue are
    written beside it, with their code in the file names. Raises any error of `exporter.errors`;
    files are written completely or not at all.
    """
    options = options or Options()
    judge_options(options)
    reading, style = _read(source, options)
    several = reading.issue and reading.issue.editions and not reading.issue.edition
    if several and not options.beyond:
        return _with_editions(reading, style, source, outputs, options, avoid)
    return _built(reading, style, outputs, options, avoid)


def _with_editions(
    reading: Reading,
    style: Style,
    source: Path | str | Issue,
    outputs: Path | str | Iterable[Path | str],
    options: Options,
    avoid: Iterable[Path],
) -> BuildReport:
    """Build an issue and its editions; all are read before anything is written."""
    assert reading.issue is not None  # `build` has looked
    wanted = [outputs] if isinstance(outputs, Path | str) else list(outputs)
    path = reading.issue.root if isinstance(source, Issue) else source
    others = []
    for code in reading.issue.editions:
        chosen = replace(options, reading=replace(options.reading, edition=code))
        others.append((code, chosen, *_read(path, chosen)))
    reports = [_built(reading, style, wanted, options, avoid)]
    for code, chosen, read_edition, look in others:
        taken = [*avoid, *(path for report in reports for path in report.outputs)]
        named = [_of_edition(Path(output), code) for output in wanted]
        has_pages = read_edition.issue and _has_pages(read_edition.issue, chosen)
        if has_pages:
            reports.append(_built(read_edition, look, named, chosen, taken))
    return _joined(reports)


def _of_edition(output: Path, code: str) -> Path:
    """Return the path of an edition's file, such as `issue-city.pdf`; a folder is unchanged."""
    if not output.suffix or _is_folder(output):
        return output
    return output.with_name(f"{output.stem}-{code}{output.suffix}")


def _has_pages(issue: Issue, options: Options) -> bool:
    """Whether an issue has all the pages that `options` asks for."""
    known = [page.label for page in issue.pages]
    return not options.pages or all(
        any(same_label(label, each) for each in known) for label in options.pages
    )


def _joined(reports: Sequence[BuildReport]) -> BuildReport:
    """Merge the reports of several builds."""
    return BuildReport(
        tuple(path for report in reports for path in report.outputs),
        tuple(dict.fromkeys(each for report in reports for each in report.findings)),
        tuple(dict.fromkeys(each for report in reports for each in report.changes)),
        tuple(dict.fromkeys(each for report in reports for each in report.reasons)),
    )


def _built(
    reading: Reading,
    style: Style,
    outputs: Path | str | Iterable[Path | str],
    options: Options,
    avoid: Iterable[Path],
) -> BuildReport:
    issue = reading.issue
    assert issue is not None  # `read` raises otherwise
    options = _of_pages(options, issue)
    wanted = [outputs] if isinstance(outputs, Path | str) else list(outputs)
    found = (path for output in wanted or ["."] for path in _paths(Path(output), issue, options))
    paths = list({path.resolve(): path for path in found}.values())
    writers = [find_writer(path) for path in paths]
    taken = {path.resolve() for path in avoid}
    for path in paths:
        _judge_output(path, issue, taken)
    findings = list(reading.findings)
    written = []
    with temporary_folder() as folder:
        drawn = _with_facsimiles(issue, folder, options, style) if options.facsimiles else issue
        edition = make_edition(drawn, style)
        for path, writer in zip(paths, writers, strict=True):
            if options.pages and options.profile.split:
                # The whole file has all pages: these take their places among its parts.
                whole = folder / path.name
                findings += _written(writer, edition, whole, options)
                parts = writer.parts(whole, issue, options)
                written += [_copied(part, path.parent / part.name) for part in parts]
                continue
            findings += _written(writer, edition, path, options)
            written += [path, *writer.parts(path, issue, options)]
    return _report(reading, tuple(written), findings)


def _copied(file: Path, target: Path) -> Path:
    with beside(target) as temporary:
        shutil.copyfile(file, temporary)
    return target


def _of_pages(options: Options, issue: Issue) -> Options:
    """Return the options with the issue's own labels for the requested pages.

    Raises `UsageError` for a page that is not in the issue, and if pages can't be made separately.
    """
    if not options.pages:
        return options
    profile = options.profile
    if profile.impose:
        raise UsageError("--pages makes single pages, which --impose can't put on a sheet together")
    if "{sheet" in profile.split:
        raise UsageError("--split: a page alone does not know its {sheet}, use {page}")
    labels = tuple(dict.fromkeys(_known_label(label, issue) for label in options.pages))
    return replace(options, pages=labels, profile=profile.model_copy(update={"signature": 1}))


def _known_label(wanted: str, issue: Issue) -> str:
    """Return the label of a page, which may be given as a number: 5 is 05."""
    known = [page.label for page in issue.pages]
    same = [label for label in known if same_label(label, wanted)]
    if not same:
        raise UsageError(unknown("page", wanted, known))
    return same[0]


def replace_pages(
    file: Path | str,
    source: Path | str | Issue,
    pages: Sequence[str] = (),
    options: Options | None = None,
    advertisements: Mapping[str, Path] | None = None,
) -> BuildReport:
    """Make the given pages of an issue again and replace them in its finished PDF.

    `advertisements` are files by what is advertised (`alt`) or by page and number (`05:2`): they
    take the place of the artwork of these boxes, whose pages are made again too. `options` must be
    those that the PDF was made with. Raises `UsageError` for a page that does not exist and for a
    PDF made with other options, `PreflightFailed` for artwork with errors unless `options.force` is
    set, and any other error of `exporter.errors`; the PDF is written completely or stays unchanged.
    """
    from exporter.writers.pdf import artwork, replaced

    path = Path(file)
    options = replace(options or Options(), beyond=True)
    single = replace(options, profile=options.profile.model_copy(update={"split": ""}))
    judge_options(single)
    if not pages and not advertisements:
        raise UsageError("name what to replace: --pages or --advertisement")
    with temporary_folder() as folder:
        late = folder / "late.pdf"
        reading, style = _read(source, single)
        assert reading.issue is not None  # `_read` raises otherwise
        issue, changed, told = artwork.with_artwork(reading.issue, advertisements or {}, single)
        reading = replace(reading, issue=issue, findings=(*reading.findings, *told))
        single = replace(single, pages=(*pages, *changed))
        known = [page.label for page in issue.pages]
        report = _built(reading, style, late, single, ())
        found = tuple(
            replace(each, path=path) if each.path == late else each for each in report.findings
        )
        claims = replaced.replace_pages(path, late, options.profile, known)
    return replace(report, outputs=(path,), findings=(*found, *claims))


@dataclass(frozen=True)
class PublicationReport:
    """The result for a publication: reports and errors by the path of each issue."""

    built: dict[Path, BuildReport]
    failed: dict[Path, ExporterError]


def build_publication(
    source: Path | str,
    folder: Path | str = ".",
    options: Options | None = None,
    given: frozenset[str] | None = None,
) -> PublicationReport:
    """Build the new and changed issues of a publication into `folder`.

    Up to `options.jobs` issues are built at once (0: one per core). Options with default values are
    overridden by publication.yaml, except those in `given`. An issue that fails does not stop the
    others. Raises any error of `exporter.errors` that concerns all issues.
    """
    from exporter.publication.building import Builder, Failure
    from exporter.publication.reading import with_choices
    from exporter.publication.sources import find_sources, open_publication

    publication = open_publication(Path(source))
    chosen = with_choices(publication, options or Options(), given)
    judge_options(chosen)
    built, failed = {}, {}
    builder = Builder(publication, Path(folder), chosen, read)
    for done in builder.build(find_sources(publication), _build_files, chosen.jobs or cores()):
        if isinstance(done, Failure):
            failed[done.source.path] = done.error
        else:
            found = [*done.reading.findings, *done.findings]
            built[done.source.path] = _report(done.reading, done.files, found)
    return PublicationReport(dict(sorted(built.items())), dict(sorted(failed.items())))


def _build_files(
    issue: Issue, outputs: list[Path], options: Options
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Write the files of an issue, in any process; return their paths and findings."""
    report = build(issue, outputs, options)
    return report.outputs, report.findings


@dataclass(frozen=True)
class SiteReport:
    """The result of `site`: `made` has the source of each issue made, by its folder in the site.

    `written` are the new and changed files, `removed` the folders of deleted issues, `failed` the
    sources left out with their errors, `issues` the number of issues in the site.
    """

    made: dict[str, Path]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    failed: dict[Path, ExporterError]
    findings: tuple[Finding, ...]
    issues: int


def site(
    publication: Path | str,
    folder: Path | str,
    options: Options | None = None,
    base_url: str = "",
    dry_run: bool = False,
    given: frozenset[str] | None = None,
    from_archive: str = "",
) -> SiteReport:
    """Make or update the web edition of a publication in `folder`.

    Makes new and changed issues, and the pages that refer to them. With `dry_run`, nothing is
    written, and the report says what would be. `base_url` is the address of the site; by default
    the `url` of publication.yaml. `from_archive` is a store of `archive`: downloads of unchanged
    issues are taken from there. An issue that fails does not stop the others. Raises any error of
    `exporter.errors` that concerns all issues; then the site is unchanged.
    """
    from exporter.publication.archive.store import open_store
    from exporter.publication.reading import with_choices
    from exporter.publication.site.make import SiteMaker
    from exporter.publication.sources import find_sources, open_publication

    opened = open_publication(Path(publication))
    chosen = with_choices(opened, options or Options(), given)
    judge_options(chosen)
    base = web_address(base_url or opened.head.url)
    if base_url and not base.startswith("http"):
        raise UsageError(f"{base_url}: is not an address, such as https://example.org/news/")
    base = base and base.rstrip("/") + "/"
    own = shared_style(opened.file)
    style = find_style(chosen.style or (own.name if own else ""))
    tools = site_tools(chosen)
    stored = open_store(from_archive) if from_archive else None
    maker = SiteMaker(opened, Path(folder), chosen, tools, style, base, stored)
    done = maker.make(find_sources(opened), dry_run)
    return SiteReport(
        done.made,
        tuple(done.written),
        tuple(done.removed),
        {failure.source.path: failure.error for failure in done.failures},
        tuple(dict.fromkeys(done.findings)),
        done.issues,
    )


def site_tools(options: Options) -> Tools:
    """Return the functions of this module that `SiteMaker` needs."""
    from exporter.publication.site.context import Tools

    return Tools(read, _write_one, _draw, partial(_style, chosen=options.style))


def _write_one(issue: Issue, path: Path, options: Options) -> None:
    build(issue, path, replace(options, progress=Options().progress))


def _draw(issue: Issue, folder: Path, options: Options) -> Issue:
    return _with_facsimiles(issue, folder, options, _style(issue, options.style))


def archive(
    sources: Path | str | Iterable[Path | str],
    store: Path | str,
    options: Options | None = None,
    how: ArchiveOptions | None = None,
    given: frozenset[str] | None = None,
) -> ArchiveReport:
    """Export the issues of `sources` to a store; skip those that are up to date there.

    A source is a publication, an issue, a folder of issues or of saved web editions by date, a zip
    file, a pattern, a text file that lists any of these, or the address of a store. `store` is a
    folder or an address such as `s3://bucket/news`. `options` apply to each issue, `how` to the
    run; `given` names the options that override publication.yaml. An issue that fails does not stop
    the others: the report has it with its reasons. Raises any error of `exporter.errors` that
    concerns the whole run.
    """
    from exporter.publication.archive.make import ArchiveOptions, Tools, make_archive

    wanted = [sources] if isinstance(sources, Path | str) else sources
    tools = Tools(read, build_found, judge_options)
    names = list(map(str, wanted))
    return make_archive(
        names, str(store), options or Options(), how or ArchiveOptions(), tools, given
    )


def build_found(issue: Issue, path: Path, options: Options) -> tuple[Finding, ...]:
    """Write one file of an issue and return its findings."""
    return build(issue, path, options).findings


@dataclass(frozen=True)
class MakeupReport:
    """The result of `make_up`: files, the fit of each sheet, rectangles of articles and adverts."""

    outputs: tuple[Path, ...]
    sheets: tuple[SheetReport, ...]
    rectangles: tuple[Rectangle, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    advertisements: tuple[Rectangle, ...] = ()


def make_up(
    source: Path | str | Issue,
    output: Path | str | None = None,
    options: Options | None = None,
    pages: Sequence[str] = (),
    png: bool = False,
) -> MakeupReport:
    """Make up the given pages of an issue, or all pages.

    With `output`, the sheets are written there as a PDF or, with `png`, as one picture per sheet,
    named after `output` and the page. Raises `UsageError` for a page that is not in the issue.
    """
    from exporter.layouts.makeup.issue import report
    from exporter.layouts.makeup.places import advertisements, rectangles
    from exporter.writers.pdf import write_sheets
    from exporter.writers.pdf.sheet_pictures import write_pictures

    options = options or Options()
    judge_options(options)
    reading, style = _read(source, options)
    issue = reading.issue
    assert issue is not None  # `read` raises otherwise
    known = [page.label for page in issue.pages]
    for label in pages:
        if label not in known:
            raise UsageError(unknown("page", label, known))
    path = Path(output) if output else None
    if path:
        _judge_output(path, issue, set())
    with temporary_folder() as folder:
        pdf = folder / "sheets"
        edition = make_edition(issue, style)
        edition.load_pictures()
        made, findings = write_sheets(edition, pdf, options, pages)
        _judge_strictly(findings, options.reading)
        written: tuple[Path, ...] = ()
        if path and not png:
            written = (_copied(pdf, path),)
        if png:
            labels = [sheet.job.label for sheet in made.sheets]
            stem = path.with_suffix("") if path else Path(file_stem(issue))
            written = write_pictures(pdf, stem, labels)
    sheets = tuple(map(report, made.sheets))
    places = tuple(rectangles(made.sheets))
    found = dict.fromkeys((*reading.findings, *findings))
    boxes = tuple(advertisements(made.sheets))
    told = tuple(found), reading.changes, reading.reasons
    return MakeupReport(written, sheets, places, *told, boxes)


def _judge_strictly(findings: Iterable[Finding], options: ReadOptions) -> None:
    """With `strict`, raise `InvalidSource` if there are warnings."""
    found = hardened(findings) if options.strict else []
    if errors(found):
        raise InvalidSource(found)


def _with_facsimiles(issue: Issue, folder: Path, options: Options, style: Style) -> Issue:
    """Return an issue with made-up pages as facsimiles, written to `folder`."""
    from exporter.layouts.makeup.facsimiles import with_facsimiles
    from exporter.writers.pdf import write_sheets

    options.progress("facsimiles")
    edition = make_edition(issue, style)
    edition.load_pictures()
    pdf = folder / "sheets"
    made, _ = write_sheets(edition, pdf, options)
    return with_facsimiles(issue, made.sheets, pdf, folder)


def judge_options(options: Options) -> None:
    """Raise `UsageError` for an unknown style, paper, layout or ICC file, before reading."""
    from exporter.layouts.choice import judge_layout
    from exporter.profiles.condition import judge_profile
    from exporter.writers.epub.choices import judge_epub_options

    judge_epub_options(options)
    if options.style:
        _judge_look(find_style(options.style), options.sheet_size)
    judge_layout(options.layout)
    judge_profile(options.profile)
    if options.profile.rules:  # a profile of the user's own
        judge_rules(options.profile)
    judge_reading(options.reading)


def _judge_look(style: Style, paper: str | SheetSize) -> None:
    """Raise `UsageError` for a style with errors, or a paper that it does not have."""
    from exporter.edition.style.judge import judge_style
    from exporter.layouts.papers import make_grid

    judge_style(style)
    make_grid(paper, "en", style)


def _style(issue: Issue | None, chosen: str | Path) -> Style:
    """Return the style of the options or of the issue; raises `InvalidSource` for a bad one."""
    if chosen or issue is None or issue.style is None:
        return find_style(chosen)
    try:
        style = find_style(issue.style.name)
        _judge_look(style, "")
    except UsageError as error:
        message = f"the style can't be used ({str(error).replace(chr(10), '; ')})"
        place = issue.style.file, issue.style.line
        raise InvalidSource(
            [Finding("issue-bad-value", *place, message, "correct it, or leave it out")]
        ) from None
    return style


def judge_reading(options: ReadOptions) -> None:
    """Raise `UsageError` for an unknown reader, script, language or `page_by`."""
    from exporter.options import PAGE_BY, SCRIPTS
    from exporter.readers import named

    if options.reader:
        named(options.reader)
    if options.language and not LANGUAGE.fullmatch(options.language):
        message = "is not a language tag, such as zh-Hans, zh-Hant or en"
        raise UsageError(f"--language {options.language}: {message}")
    for option, value, known in (
        ("--script", options.script, SCRIPTS),
        ("--page-by", options.page_by, PAGE_BY),
    ):
        if value and value not in known:
            raise UsageError(f"{option} {value}: {meant(value, known)}")


def read(source: Path | str, options: ReadOptions | None = None) -> Reading:
    """Read any source, converted to the script in `options`.

    Raises `UnknownSource` if no reader knows it, `InvalidSource` with all findings for errors.
    """
    return _read_source(source, options or ReadOptions(), "")[0]


def _read_source(
    source: Path | str, options: ReadOptions, chosen: str | Path
) -> tuple[Reading, Style]:
    """Return the reading, and the style of the options or of the issue."""
    found = read_source(source, options)
    if options.edition and found.issue and found.issue.edition != options.edition:
        raise UsageError(f"--zone: {source} has no editions, name them in issue.yaml")
    style = _style(found.issue, chosen)
    reading = _in_script(_judged(found, style), options.script, style)
    _judge_strictly(reading.findings, options)
    return reading, style


def _judged(reading: Reading, style: Style) -> Reading:
    """Return the reading with findings about its drawings; raises `InvalidSource` for a bad one."""
    if reading.issue is None:
        return reading
    families = style.families(reading.issue.publication.language)
    lost = dropped(reading.issue, families)
    doubtful = check_articles(reading.issue)
    found = (*reading.findings, *lost, *doubtful, *_on_this_machine(reading.issue))
    if errors(found):
        raise InvalidSource(list(found))
    return replace(reading, findings=found)


def _on_this_machine(issue: Issue) -> Iterator[Finding]:
    """Yield findings about installed plug-ins and languages without labels."""
    yield from extensions.failures()
    yield from added_faults()
    yield from check_languages(issue)


def _read(source: Path | str | Issue, options: Options) -> tuple[Reading, Style]:
    from exporter.layouts.papers import make_grid

    reading, style = _read_whole(source, options)
    make_grid(options.sheet_size, "en", style)
    if options.advertisements or reading.issue is None:
        return reading, style
    issue, left_out = without_advertisements(reading.issue)
    return replace(reading, issue=issue, findings=(*reading.findings, *left_out)), style


def _read_whole(source: Path | str | Issue, options: Options) -> tuple[Reading, Style]:
    if isinstance(source, Issue):
        reading, style = (
            Reading(source, tuple(_on_this_machine(source))),
            _style(source, options.style),
        )
        return _in_script(reading, options.reading.script, style), style
    options.progress(str(source))
    return _read_source(source, options.reading, options.style)


def _in_script(reading: Reading, script: str, style: Style) -> Reading:
    """Return the reading with its issue in another Chinese script, if requested."""
    if not script or reading.issue is None:
        return reading
    from exporter.repair.doubts import doubts
    from exporter.repair.exceptions import of_issue
    from exporter.repair.script import convert_issue, convert_text, script_of

    issue, source = reading.issue, script_of(reading.issue.publication.language)
    if source == "hans" != script:

        def convert(text: str) -> str:
            return convert_text(text, source, script)

        found = doubts(issue, of_issue(issue, source, script, convert), convert)
        reading = replace(reading, changes=(*reading.changes, *found))
    families = style.families(issue.publication.language)
    redraw = partial(_redrawn, Setting(issue.root, families))
    return replace(reading, issue=convert_issue(issue, script, redraw))


def _redrawn(setting: Setting, picture: Picture, convert: Callable[[str], str]) -> Picture:
    return with_words(picture, setting, convert)


def _report(reading: Reading, outputs: tuple[Path, ...], findings: list[Finding]) -> BuildReport:
    once = tuple(dict.fromkeys(findings))
    return BuildReport(outputs, once, reading.changes, tuple(dict.fromkeys(reading.reasons)))


def convert(
    source: Path | str, folder: Path | str, options: ReadOptions | None = None
) -> BuildReport:
    """Read `source` and write it as an issue folder, for manual corrections.

    The folder builds to the same files as the source. Raises any error of `exporter.errors`; the
    folder is written completely or not at all, and must be new or empty.
    """
    from exporter.conversion import write_folder

    options = options or ReadOptions()
    judge_reading(options)
    reading = read(source, options)
    assert reading.issue is not None  # `read` raises otherwise
    written = write_folder(reading.issue, Path(folder))
    return _report(reading, (written,), list(reading.findings))


def _written(writer: Writer, edition: Edition, path: Path, options: Options) -> list[Finding]:
    """Write one output; a broken picture found on the way is an error of the source."""
    try:
        findings = write_file(writer, edition, path, options)
    except PictureError as error:
        finding = Finding(error.rule, edition.issue.root, 0, error.message, error.advice)
        raise InvalidSource([finding]) from None
    if conservation.is_on() and (lost := list(check_text(edition, path))):
        raise InvalidSource(lost)
    return findings


def _paths(output: Path, issue: Issue, options: Options) -> Sequence[Path]:
    """Return the output path, or the default paths in a folder."""
    if options.pages and output.suffix.lower() not in ("", ".pdf"):
        raise UsageError(f"{output}: --pages is for PDFs, name one with -o")
    if output.suffix and not _is_folder(output):
        return [output]
    if options.pages:
        return [output / f"{file_stem(issue)}-{'+'.join(options.pages)}.pdf"]
    return [output / name for name in default_names(issue, options)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror})") from None


def _judge_output(path: Path, issue: Issue, taken: set[Path]) -> None:
    """Check that a path can be written, before any work, and create its folder."""
    if _is_folder(path):
        raise OutputError(f"{path}: is a folder, name a file")
    if path.resolve() in taken:
        raise UsageError(f"{path}: was just written for another issue, give each its own folder")
    if path.resolve() in {file.resolve() for file in _files(issue)}:
        raise UsageError(f"{path}: is a file of the issue itself, choose another name")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: can't be created ({error.strerror})") from None


def _files(issue: Issue) -> Iterator[Path]:
    """Yield the pictures and PDFs of an issue."""
    yield from (picture.path for picture in issue.pictures)
    yield from issue.pdfs


def check(
    source: Path | str,
    options: ReadOptions | None = None,
    profile: Profile | str | None = None,
    html: Path | None = None,
) -> list[Finding]:
    """Check a source, or a PDF or EPUB file made by any program; return the findings.

    Pictures are fully decoded, unlike in a build. A PDF is checked against `profile`, or against
    its own claims; `html` is the path of a report to write, with a picture of each page. Raises
    `SourceError` for a file that can't be read.
    """
    return list(examine(source, options, profile, html).findings)


def examine(
    source: Path | str,
    options: ReadOptions | None = None,
    profile: Profile | str | None = None,
    html: Path | None = None,
) -> BuildReport:
    """Like `check`, but also return repairs and the path of the HTML report."""
    path = Path(source)
    options = options or ReadOptions()
    profile = find_profile(profile) if isinstance(profile, str) else profile
    if not path.exists():
        raise UnknownSource(f"{path}: there is no such file or folder, check the name")
    if checker := _checker(path):
        found = _check_product(checker, path, profile, html)
        report = BuildReport((html,) if html else (), tuple(found))
    elif html:
        raise UsageError(NO_REPORT.format(path))
    else:
        report = _check_issue(path, options)
    return replace(report, findings=tuple(hardened(report.findings))) if options.strict else report


def compare(file: Path | str, before: Path | str, html: Path | None = None) -> BuildReport:
    """Compare a PDF with an earlier one, page by page: text and appearance.

    Returns one finding per change. Pages are matched by label, or by number if labels are missing
    or repeated. `html` is the path of a report to write, with pictures of both pages and of their
    difference. Raises `SourceError` or `InvalidSource` for a file that can't be read, `UsageError`
    if `html` is one of the PDFs.
    """
    from exporter.checks.compared import compare as compare_pages
    from exporter.checks.report.compared import report_changes

    new, old = Path(file), Path(before)
    if html is None:
        pairs = compare_pages(new, old)
        return BuildReport((), tuple(found for pair in pairs for found in pair.findings))
    if html.resolve() in (new.resolve(), old.resolve()):
        raise UsageError(f"{html}: is one of the PDFs, choose another file for the report")
    findings, text = report_changes(new, old)
    with beside(html) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return BuildReport((html,), tuple(findings))


def is_product(path: Path) -> bool:
    """Whether `check` treats a path as a finished file, such as a PDF or an EPUB."""
    return _checker(path) is not None


def _checker(path: Path) -> Writer | None:
    return None if path.is_dir() else find_checker(path)


def _check_product(
    writer: Writer, path: Path, profile: Profile | None, html: Path | None
) -> list[Finding]:
    if html is None:
        return writer.check(path, profile)
    if html.resolve() == path.resolve():
        raise UsageError(f"{html}: is the PDF itself, name another file for the report")
    report = writer.report(path, profile)
    if report is None:
        raise UsageError(NO_REPORT.format(path))
    findings, text = report
    with beside(html) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return findings


def _check_issue(path: Path, options: ReadOptions) -> BuildReport:
    reading = examine_issue(path, options)
    return _report(reading, (), list(reading.findings))


def examine_issue(source: Path | str, options: ReadOptions | None = None) -> Reading:
    """Read and check a source; return its findings, and its issue if it could be read.

    Raises `UnknownSource` if no reader knows it.
    """
    path, options = Path(source), options or ReadOptions()
    judge_reading(options)
    reading = read_all(path, options)
    if reading.issue is None:
        return reading
    issue = reading.issue
    findings = [*reading.findings, *_faults_of_style(issue)]
    for code in () if options.edition else issue.editions:
        findings += read_all(path, replace(options, edition=code)).findings
    findings += [*dropped(issue), *check_issue(issue), *check_articles(issue)]
    findings += _on_this_machine(issue)
    with raised(options.limits):  # too much for a PDF may be fine in an EPUB
        findings += [replace(each, severity=Severity.WARNING) for each in costly(issue)]
    return replace(reading, findings=tuple(findings))


def _faults_of_style(issue: Issue) -> tuple[Finding, ...]:
    try:
        _style(issue, "")
    except InvalidSource as error:
        return error.findings
    return ()


def new(
    folder: Path | str,
    language: str = "en",
    publication: str = "",
    pages: int = 1,
    day: Date | None = None,
) -> Path:
    """Make an issue folder with `pages` example pages, dated `day` (default: today).

    Returns the folder. Raises `OutputError` if it is not empty, `UsageError` for bad arguments.
    """
    from exporter.scaffold import make_folder

    if not LANGUAGE.fullmatch(language):
        raise UsageError(f"`{language}` is not a language tag, such as zh-Hans, zh-Hant or en")
    if not 1 <= pages <= MOST_NEW_PAGES:
        raise UsageError(f"{pages} pages: use a number from 1 to {MOST_NEW_PAGES}")
    return make_folder(Path(folder), language, schema(), publication, pages, day)


def new_after(
    issue: Path | str, folder: Path | str, day: Date | None = None, advertisements: bool = True
) -> BuildReport:
    """Make the folder of the next issue, with the pages, editors and advertisements of `issue`.

    Articles and facsimiles are left out. `day` is its date; by default, the same interval as
    between the last two issues, or a week. Raises any error of `exporter.errors`.
    """
    from exporter.conversion import next_issue, write_folder

    reading = read(issue)
    assert reading.issue is not None  # `read` raises otherwise
    following = next_issue(reading.issue, day, advertisements)
    written = write_folder(following, Path(folder))
    for page in following.pages:
        (written / page.label).mkdir(exist_ok=True)
    return _report(replace(reading, findings=()), (written,), [])


def new_style(folder: Path | str, language: str = "en") -> Path:
    """Make a style to start from, which extends the newspaper style.

    Raises `OutputError` if the folder is not empty.
    """
    from exporter.scaffold import make_style

    return make_style(Path(folder), language, schema("style"))


def schema(file: str = "issue") -> dict[str, object]:
    """Return the JSON Schema of a file: `issue.yaml` (`issue`), the front matter (`article`),
    `style.yaml` (`style`) or `publication.yaml` (`publication`).
    """
    models: dict[str, type[BaseModel]] = {
        "issue": IssueHead,
        "article": ArticleHead,
        "style": StyleFile,
        "publication": PublicationHead,
    }
    if file not in models:
        raise UsageError(unknown("schema", file, models))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | models[file].model_json_schema()
