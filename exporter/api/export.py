"""Build the files of one issue, and replace pages of a finished PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.api.judging import judge_options, known_label
from exporter.api.prepared import Read, prepared
from exporter.api.reading_beside import read_beside
from exporter.api.results import BuildReport, build_report
from exporter.api.targets import (
    edition_path,
    judge_output,
    target_paths,
    unused_options,
    writers_for,
)
from exporter.api.writing import Place, write_outputs
from exporter.errors import UsageError
from exporter.kept import user_entries, using
from exporter.languages import dictionary
from exporter.languages.segmentation import expect, load_ahead
from exporter.model import Issue
from exporter.options import Options
from exporter.outputs import Begin, real, temporary_folder, together
from exporter.profiles.page_names import same_label
from exporter.writers import find_writer

if TYPE_CHECKING:
    from exporter.edition.style import Style


def build(
    source: Path | str | Issue,
    outputs: Path | str | Iterable[Path | str] = (),
    options: Options | None = None,
    avoid: Iterable[Path] = (),
) -> BuildReport:
    """Read `source` and write `outputs`: one or more paths, with the format given by the suffix.

    A folder, or no output, gets an EPUB and a PDF named after publication and date. `avoid` lists
    files that must not be overwritten, such as those of another issue. Editions of the issue are
    written beside it, with their code in the file names.

    EPUBs are of EPUB 3.3, with the metadata of EPUB Accessibility 1.1; PDFs conform to what the
    profile names: PDF/X (ISO 15930), PDF/A-3a (ISO 19005-3), PDF/UA-1 (ISO 14289-1), or nothing.

    Raises `UnknownSource` and `InvalidSource` for the source, `UsageError` for options that can't
    be, `OutputError` for a file that can't be written, and `PreflightFailed` for a PDF that its
    profile forbids: then none of the files is written.
    """
    options = options or Options()
    judge_options(options)
    wanted = [outputs] if isinstance(outputs, Path | str) else list(outputs)
    with dictionary.unloaded():
        return _build(source, wanted, options, avoid)


def _build(
    source: Path | str | Issue,
    outputs: list[Path | str],
    options: Options,
    avoid: Iterable[Path],
) -> BuildReport:
    read = _read(source, outputs, options)
    reading = read.reading
    several = reading.issue and reading.issue.editions and not reading.issue.edition
    if several and not options.beyond:
        return _with_editions(read, source, outputs, options, avoid)
    return build_reading(read, outputs, options, avoid)


def _read(source: Path | str | Issue, outputs: list[Path | str], options: Options) -> Read:
    """Read a source; the words of its language load meanwhile, if an output asks for them."""
    known = replace(options.reading, jobs=options.jobs)
    asked = [writer for each in outputs or ["."] for writer in writers_for(Path(each))]
    if options.jobs != 1 and any(each.parts_words for each in asked):
        keep = options.cache and any(each.keeps for each in asked)
        known = replace(known, language_known=partial(_load_words, keep))
    read = partial(_read_here, source, replace(options, reading=known))
    writers = [] if isinstance(source, Issue) else list(dict.fromkeys(asked))
    found = read_beside(read, prepared, writers, options)
    dictionary.learn(found.words)
    if found.reading.issue:
        lines = ({*each.headline, each.title} for each in found.reading.issue.articles)
        expect(chain.from_iterable(lines), found.reading.issue.publication.language)
    return found


def _load_words(keep: bool, language: str) -> None:
    with using(user_entries(keep)):  # words that are kept need no dictionary
        load_ahead(language)


def _read_here(source: Path | str | Issue, options: Options) -> Read:
    from exporter.api.input import read_with_style  # readers are loaded where they read

    return Read(*read_with_style(source, options))


def _with_editions(
    read: Read,
    source: Path | str | Issue,
    wanted: Sequence[Path | str],
    options: Options,
    avoid: Iterable[Path],
) -> BuildReport:
    """Build an issue and its editions; all are read before anything is written.

    Pages that they share are made up and drawn once.
    """
    from exporter.layouts.makeup.measure.cache import store_for_run

    issue = read.reading.require_issue()
    path = issue.root if isinstance(source, Issue) else source
    others = []
    for code in issue.editions:
        chosen = replace(options, reading=replace(options.reading, edition=code))
        others.append((code, chosen, _read_here(path, chosen)))
    with store_for_run(), together() as begin:
        reports = [build_reading(read, wanted, options, avoid, begin)]
        for code, chosen, other in others:
            taken = [*avoid, *(path for report in reports for path in report.outputs)]
            named = [edition_path(Path(output), code) for output in wanted]
            if other.reading.issue and _has_pages(other.reading.issue, chosen):
                reports.append(build_reading(other, named, chosen, taken, begin))
    return _joined(reports)


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


def build_reading(
    read: Read,
    outputs: Path | str | Iterable[Path | str],
    options: Options,
    avoid: Iterable[Path],
    begin: Begin | None = None,
) -> BuildReport:
    """Write the files of one issue that was read.

    `begin` is of those who move the files into place, with others; else this does.
    """
    from exporter.edition import begin_edition

    reading, style = read.reading, read.style
    issue = reading.require_issue()
    options = _of_pages(options, issue)
    paths = _paths(outputs, issue, options, avoid)
    writers = [find_writer(path) for path in paths]
    keep = options.cache and any(writer.keeps for writer in writers)
    with temporary_folder() as folder, using(user_entries(keep)):
        drawn = _with_facsimiles(issue, folder, options, style) if options.facsimiles else issue
        edition = read.edition or begin_edition(drawn, style)
        with nullcontext(begin) if begin else together() as begins:
            place = Place(begins, folder)
            made = write_outputs(edition, dict(zip(paths, writers, strict=True)), options, place)
    findings = [*reading.findings, *unused_options(paths, options), *made.findings]
    return build_report(reading, tuple(made.paths), findings)


def _with_facsimiles(issue: Issue, folder: Path, options: Options, style: Style) -> Issue:
    from exporter.api.making_up import draw_facsimiles

    return draw_facsimiles(issue, folder, options, style)


def _paths(
    outputs: Path | str | Iterable[Path | str],
    issue: Issue,
    options: Options,
    avoid: Iterable[Path],
) -> list[Path]:
    """Return the files to write, each one time; raise `UsageError` for one that must not be."""
    wanted = [outputs] if isinstance(outputs, Path | str) else list(outputs)
    found = (
        path for output in wanted or ["."] for path in target_paths(Path(output), issue, options)
    )
    paths = list({real(path): path for path in found}.values())
    taken = {real(path) for path in avoid}
    for path in paths:
        judge_output(path, issue, taken)
    return paths


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
    labels = tuple(dict.fromkeys(known_label(label, issue) for label in options.pages))
    return replace(options, pages=labels, profile=profile.model_copy(update={"signature": 1}))


def replace_pages(
    file: Path | str,
    source: Path | str | Issue,
    pages: Sequence[str] = (),
    options: Options | None = None,
    advertisements: Mapping[str, Path] | None = None,
) -> BuildReport:
    """Make the given pages of an issue again and replace them in its finished PDF.

    `advertisements` are files by what is advertised (`alt`) or by page and number (`05:2`):
    they take the place of the artwork of these boxes, whose pages are made again too. `options`
    must be those that the PDF was made with. Raises `UsageError` for a page that does not exist
    and for a PDF made with other options, `SourceError` for a PDF that can't be read,
    `PreflightFailed` for artwork with errors unless `options.force` is set, and any other error
    of `exporter.errors`; the PDF is written completely or stays unchanged.
    """
    from exporter.checks.pdf.document import open_document
    from exporter.writers.pdf import replaced

    if not pages and not advertisements:
        raise UsageError("name what to replace: --pages or --advertisement")
    path = Path(file)
    options = options or Options()
    unsplit = options.profile.model_copy(update={"split": ""})
    late_options = replace(options, profile=unsplit, pages=tuple(pages), beyond=True)
    judge_options(late_options)
    with open_document(path):  # an unreadable PDF is named before pages are made
        pass
    with temporary_folder() as folder:
        late = folder / "late.pdf"
        report, labels = _late_pages(source, late, late_options, advertisements or {})
        claims = replaced.replace_pages(path, late, options.profile, labels)
    found = [replace(each, path=path) if each.path == late else each for each in report.findings]
    return replace(report, outputs=(path,), findings=(*found, *claims))


def _late_pages(
    source: Path | str | Issue, file: Path, options: Options, advertisements: Mapping[str, Path]
) -> tuple[BuildReport, list[str]]:
    """Write the pages to replace, and those of new artwork; return the labels of all pages too."""
    from exporter.writers.pdf import artwork

    read = _read_here(source, options)
    before = read.reading.require_issue()
    issue, changed, told = artwork.with_artwork(before, advertisements, options)
    reading = replace(read.reading, issue=issue, findings=(*read.reading.findings, *told))
    options = replace(options, pages=(*options.pages, *changed))
    report = build_reading(replace(read, reading=reading), file, options, ())
    found = artwork.told_once(report.findings, told, changed)
    return replace(report, findings=found), [page.label for page in issue.pages]
