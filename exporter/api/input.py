"""Read a source with its style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from exporter import extensions
from exporter.api.judging import judge_look, judge_strictly
from exporter.checks.articles import check_articles, check_markup
from exporter.checks.kept_pictures import kept_pictures
from exporter.checks.languages import check_languages
from exporter.checks.lost_on_the_way import check_drawings, check_script
from exporter.content import conservation
from exporter.edition.style import Style, find_style
from exporter.edition.without_advertisements import without_advertisements
from exporter.errors import InvalidSource, UsageError
from exporter.findings import Finding, errors
from exporter.languages.vocabulary import added_faults
from exporter.model import Issue, Picture
from exporter.options import Options
from exporter.pictures.drawings import Setting, dropped, with_words
from exporter.readers import Reading, ReadOptions
from exporter.readers import read as read_source


def style_of(issue: Issue | None, chosen: str | Path) -> Style:
    """Return the style of the options or of the issue; raises `InvalidSource` for a bad one."""
    if chosen or issue is None or issue.style is None:
        return find_style(chosen)
    try:
        style = find_style(issue.style.name)
        judge_look(style, "")
    except UsageError as error:
        message = f"the style can't be used ({str(error).replace(chr(10), '; ')})"
        place = issue.style.file, issue.style.line
        raise InvalidSource(
            [Finding("issue-bad-value", *place, message, "correct it, or leave it out")]
        ) from None
    return style


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
    style = style_of(found.issue, chosen)
    reading = _in_script(_judged(found, style), options.script, style)
    judge_strictly(reading.findings, options)
    return reading, style


def _judged(reading: Reading, style: Style) -> Reading:
    """Return the reading with findings about its drawings; raises `InvalidSource` for a bad one."""
    if reading.issue is None:
        return reading
    families = style.families(reading.issue.publication.language)
    lost = dropped(reading.issue, families)
    doubtful = check_articles(reading.issue)
    found = (*reading.findings, *lost, *doubtful, *machine_findings(reading.issue))
    if conservation.is_on():
        named = " ".join(each.message for each in found)
        found = (*found, *check_drawings(reading.issue, named))
    if errors(found):
        raise InvalidSource(list(found))
    return replace(reading, findings=found)


def machine_findings(issue: Issue) -> Iterator[Finding]:
    """Yield findings about installed plug-ins and languages without labels."""
    yield from extensions.failures()
    yield from added_faults()
    yield from check_languages(issue)


def read_with_style(source: Path | str | Issue, options: Options) -> tuple[Reading, Style]:
    """Read a source for a build: with its style, and without advertisements if so chosen.

    Raises `UsageError` for a paper that the style does not have, and what `read` raises.
    """
    from exporter.layouts.papers import make_grid

    reading, style = _read_whole(source, options)
    make_grid(options.sheet_size, "en", style)
    if options.advertisements or reading.issue is None:
        return reading, style
    issue, left_out = without_advertisements(reading.issue)
    return replace(reading, issue=issue, findings=(*reading.findings, *left_out)), style


def _read_whole(source: Path | str | Issue, options: Options) -> tuple[Reading, Style]:
    if isinstance(source, Issue):
        if faults := list(check_markup(source)):
            raise InvalidSource(faults)
        reading, style = (
            Reading(source, tuple(machine_findings(source))),
            style_of(source, options.style),
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
    if source and source[:4] != script[:4]:
        reading = replace(reading, findings=(*reading.findings, *kept_pictures(issue)))
    if source == "hans" != script:

        def convert(text: str) -> str:
            return convert_text(text, source, script)

        found = doubts(issue, of_issue(issue, source, script, convert), convert)
        reading = replace(reading, changes=(*reading.changes, *found))
    families = style.families(issue.publication.language)
    redraw = partial(_redrawn, Setting(issue.root, families))
    converted = convert_issue(issue, script, redraw)
    if conservation.is_on() and (lost := list(check_script(issue, converted))):
        raise InvalidSource(lost)
    return replace(reading, issue=converted)


def _redrawn(setting: Setting, picture: Picture, convert: Callable[[str], str]) -> Picture:
    return with_words(picture, setting, convert)
