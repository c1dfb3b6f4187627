"""The issues of a run, made in this process or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.errors import BuildFailed, ExporterError
from exporter.findings import Finding
from exporter.machine import cores
from exporter.options import Options
from exporter.pictures.files import PictureError
from exporter.publication.memory import tidy_new
from exporter.publication.processes import Caller, number_of, shared_out
from exporter.publication.site.context import Context
from exporter.publication.site.issue import make_issue
from exporter.publication.site.reading import Place
from exporter.publication.site.record import IssueRecord
from exporter.publication.site.staging import Store
from exporter.publication.sources import Source


@dataclass(frozen=True)
class Job:
    """An issue to make, and where."""

    context: Context
    source: Source
    place: Place


@dataclass(frozen=True)
class Result:
    """An issue that was made, its record, files and findings; or the error it failed with."""

    source: Source
    place: Place
    made: IssueRecord | Exception
    store: Store | None = None
    findings: Sequence[Finding] = ()


def make_issues(context: Context, issues: Sequence[tuple[Source, Place]]) -> Iterator[Result]:
    """Make issues, several at once where that pays; yield each as it is ready."""
    wanted = context.options.jobs or cores()
    number = number_of(wanted, len(issues))
    if number == 1:
        for source, place in issues:
            context.options.progress(f"{source.key} → {place.folder}")
            yield _made(Job(context, source, place))
        return
    silent = replace(context.options, jobs=wanted // number, progress=Options().progress)
    jobs = (
        Job(replace(context, options=silent, store=context.store.part(place.folder)), source, place)
        for source, place in issues
    )
    runners = [Caller(_made_apart, _lost) for _ in range(number)]
    for count, result in enumerate(shared_out(jobs, runners), 1):
        context.options.progress(f"{count} of {len(issues)}, {result.source.key}")
        if result.store and isinstance(result.made, IssueRecord):
            context.store.take(result.store)
        yield result


def _made(job: Job) -> Result:
    try:
        record, findings = make_issue(job.context, job.source, job.place)
        return Result(job.source, job.place, record, findings=findings)
    except (ExporterError, PictureError, OSError) as error:
        return Result(job.source, job.place, error)
    finally:
        tidy_new()


def _made_apart(job: Job) -> Result:
    """Make an issue in another process: what it wrote comes back with it."""
    return replace(_made(job), store=job.context.store)


def _lost(job: Job, how: str) -> Result:
    message = f"{job.source.path}: its process ended ({how})"
    error = BuildFailed(f"{message}, try a smaller --jobs if memory ran out")
    return Result(job.source, job.place, error)
