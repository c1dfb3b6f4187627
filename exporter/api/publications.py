"""Build all issues of a publication: files, web edition, archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.addresses import web_address
from exporter.api.export import build
from exporter.api.input import read, style_of
from exporter.api.judging import judge_options
from exporter.api.making_up import draw_facsimiles
from exporter.api.results import PublicationReport, SiteReport, build_report
from exporter.edition.style import find_style
from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.machine import cores
from exporter.model import Issue
from exporter.options import Options
from exporter.readers.publication import shared_style

if TYPE_CHECKING:
    from exporter.publication.archive.make import ArchiveOptions
    from exporter.publication.archive.run import ArchiveReport
    from exporter.publication.archive.store import Store
    from exporter.publication.site.context import Tools
    from exporter.publication.site.last_run import SiteResult
    from exporter.publication.sources import OpenPublication


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
            built[done.source.path] = build_report(done.reading, done.files, found)
    return PublicationReport(dict(sorted(built.items())), dict(sorted(failed.items())))


def _build_files(
    issue: Issue, outputs: list[Path], options: Options
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Write the files of an issue, in any process; return their paths and findings."""
    report = build(issue, outputs, options)
    return report.outputs, report.findings


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
    from exporter.publication.sources import open_publication

    opened = open_publication(Path(publication))
    chosen = with_choices(opened, options or Options(), given)
    judge_options(chosen)
    stored = open_store(from_archive) if from_archive else None
    return make_site(opened, Path(folder), chosen, site_tools(chosen), base_url, stored, dry_run)


def make_site(
    opened: OpenPublication,
    folder: Path,
    options: Options,
    tools: Tools,
    base_url: str = "",
    stored: Store | None = None,
    dry_run: bool = False,
) -> SiteReport:
    """Make a site as `site` does, with `tools` that read and build; raises what `site` raises."""
    from exporter.publication.site.update import SiteMaker
    from exporter.publication.sources import find_sources

    sources = find_sources(opened, folder)
    base = _base(base_url, opened.head.url)
    own = shared_style(opened.file)
    style = find_style(options.style or (own.name if own else ""))
    maker = SiteMaker(opened, folder, options, tools, style, base, stored)
    return _site_report(maker.make(sources, dry_run))


def _site_report(done: SiteResult) -> SiteReport:
    failed = {failure.source.path: failure.error for failure in done.failures}
    return SiteReport(
        dict(sorted(done.made.items())),
        tuple(done.written),
        tuple(done.removed),
        dict(sorted(failed.items())),
        tuple(dict.fromkeys(done.findings)),
        done.issues,
        dict(sorted(done.moved.items())),
    )


def _base(given: str, own: str) -> str:
    """Return the address that a site's files lie below; raises `UsageError`."""
    base = web_address(given or own)
    # The paths of files follow it, so nothing may stand after its own path.
    if (given and not base.startswith("http")) or "?" in base or "#" in base:
        raise UsageError(f"{given or own}: is not an address, such as https://example.org/news/")
    return base and base.rstrip("/") + "/"


def site_tools(options: Options) -> Tools:
    """Return the functions of this module that `SiteMaker` needs."""
    from exporter.publication.site.context import Tools

    return Tools(read, _write_one, _draw, partial(style_of, chosen=options.style))


def _write_one(issue: Issue, path: Path, options: Options) -> tuple[Finding, ...]:
    return build_found(issue, path, replace(options, progress=Options().progress))


def _draw(issue: Issue, folder: Path, options: Options) -> Issue:
    return draw_facsimiles(issue, folder, options, style_of(issue, options.style))


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
