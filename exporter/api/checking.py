"""Check sources and finished files, and compare PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from exporter.api.input import machine_findings, style_of
from exporter.api.judging import judge_reading
from exporter.api.results import BuildReport, build_report
from exporter.checks import check_issue
from exporter.checks.articles import check_articles
from exporter.checks.resolution import check_resolution
from exporter.errors import InvalidSource, UnknownSource, UsageError
from exporter.findings import Finding, Severity, errors, hardened
from exporter.limits import costly, raised
from exporter.model import Issue
from exporter.outputs import beside, real
from exporter.pictures.drawings import dropped
from exporter.profiles import Profile, find_profile
from exporter.readers import Reading, ReadOptions
from exporter.readers import examine as read_all
from exporter.writers import Writer, find_checker

NO_REPORT = "{}: is not a PDF, and --html reports only on PDFs"


def check(
    source: Path | str,
    options: ReadOptions | None = None,
    profile: Profile | str | None = None,
    html: Path | None = None,
) -> list[Finding]:
    """Check a source, or a PDF or EPUB file made by any program; return the findings.

    Pictures are fully decoded, unlike in a build. A PDF is checked against `profile`, or against
    its own claims; an issue gets a warning for each picture that is too coarse for `profile`.
    `html` is the path of a report to write, with a picture of each page. Raises `SourceError` for
    a file that can't be read.
    """
    return list(examine(source, options, profile, html).findings)


def examine(
    source: Path | str,
    options: ReadOptions | None = None,
    profile: Profile | str | None = None,
    html: Path | None = None,
) -> BuildReport:
    """Like `check`, but also return repairs and the path of the HTML report.

    `html` is the file for it. Raises `UnknownSource` if there is nothing at `source`, and
    `UsageError` if `html` is asked for something other than a PDF.
    """
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
        report = _check_issue(path, options, profile)
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
    if real(html) in (real(new), real(old)):
        raise UsageError(f"{html}: is one of the PDFs, choose another file for the report")
    findings, text = report_changes(new, old)
    _write(html, text)
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
    if real(html) == real(path):
        raise UsageError(f"{html}: is the PDF itself, name another file for the report")
    report = writer.report(path, profile)
    if report is None:
        raise UsageError(NO_REPORT.format(path))
    findings, text = report
    _write(html, text)
    return findings


def _write(html: Path, text: str) -> None:
    with beside(html) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _check_issue(path: Path, options: ReadOptions, profile: Profile | None) -> BuildReport:
    reading = examine_issue(path, options)
    findings = list(reading.findings)
    if reading.issue and profile and not errors(findings):
        findings += check_resolution(reading.issue, _column(reading.issue, profile), profile)
        findings += _sizes_of_artwork(reading.issue, profile)
    return build_report(reading, (), findings)


def _sizes_of_artwork(issue: Issue, profile: Profile) -> Iterator[Finding]:
    """Yield what a build would tell of advertisements and full pages on the paper of a profile."""
    from exporter.layouts.makeup.artwork_sizes import check_artwork_sizes

    yield from check_artwork_sizes(issue, profile, style_of(issue, ""))


def _column(issue: Issue, profile: Profile) -> float:
    """Return the width in points of a column on the paper of a profile, or of the style."""
    from exporter.layouts.makeup.plan.grid import sheet_grid

    grid = sheet_grid(profile.paper, issue.publication.language, style=style_of(issue, ""))
    return grid.column


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
    findings += machine_findings(issue)
    with raised(options.limits):  # too much for a PDF may be fine in an EPUB
        findings += [replace(each, severity=Severity.WARNING) for each in costly(issue)]
    return replace(reading, findings=tuple(findings))


def _faults_of_style(issue: Issue) -> tuple[Finding, ...]:
    try:
        style_of(issue, "")
    except InvalidSource as error:
        return error.findings
    return ()
