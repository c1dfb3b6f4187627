"""The command line: parses options, calls the API, prints results. No logic.

Results go to standard output, progress and messages to standard error.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from exporter import __version__
from exporter.cli.archive import archive
from exporter.cli.choices import Force, Jobs, Json, NoCache, Paper, Quiet, Style
from exporter.cli.help import TranslatedCommand, TranslatedGroup
from exporter.cli.new import new
from exporter.cli.preview import preview
from exporter.cli.reading import ReadingChoice, ReadingCommand, given, with_reading
from exporter.cli.reports import print_findings, print_rules, progress, say
from exporter.cli.settings import SettingsCommand, settings, with_place, with_settings
from exporter.cli.site import site
from exporter.errors import (
    BuildFailed,
    ExporterError,
    InvalidSource,
    MissingDependency,
    OutputError,
    PreflightFailed,
    UsageError,
)
from exporter.findings import Finding, Severity, errors, grouped
from exporter.guard import silence
from exporter.messages import VARIABLE, error_word, translated, words_of
from exporter.outputs import recorded, temporary_folder

if TYPE_CHECKING:
    from exporter.api import BuildReport
    from exporter.options import Options

Report = dict[str, Any]  # of one source, as --json prints it
SHOWN_REASONS = 8


class Ended(SystemExit):
    """The process was ended by a signal; the exit code is 128 plus the signal number."""


def exit_code(end: KeyboardInterrupt | Ended) -> int:
    """The exit code after a signal: 130 for Ctrl-C, 143 for SIGTERM."""
    return int(end.code or 0) if isinstance(end, Ended) else 128 + signal.SIGINT


app = typer.Typer(
    name="exporter",
    cls=TranslatedGroup,
    help="One issue of a newspaper or magazine in; the files its readers and printers need out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="SOURCE",
        help="Issue folders or any other sources.",
        show_default=False,
    ),
]


def _version(value: bool) -> None:
    if value:
        print(f"exporter {__version__}")
        raise typer.Exit


def _say_in(language: str) -> str:
    if language:
        os.environ[VARIABLE] = language
    return language


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    message_language: Annotated[
        str,
        typer.Option(
            "--message-language",
            metavar="TAG",
            callback=_say_in,
            is_eager=True,
            help="Language of messages: en, zh-Hans or zh-Hant. Default: that of the terminal.",
        ),
    ] = "",
) -> None:
    """One issue of a newspaper or magazine in; the files its readers and printers need out."""


@app.command(cls=ReadingCommand)
@with_reading
def build(
    reading: ReadingChoice,
    sources: Sources,
    output: Annotated[
        list[Path],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write, .epub, .pdf or what a plug-in makes, or a folder; may be "
            "repeated. Without it: EPUB and PDF in the current folder, named {publication}-{date}.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - typer copies it
    style: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Style of EPUB and PDF: a name, or a folder with a style.yaml. Without it, the "
            "`style:` of issue.yaml, or newspaper.",
            show_default=False,
        ),
    ] = "",
    paper: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Paper of the PDF: tabloid (280 × 400 mm), berliner (315 × 470), broadsheet "
            "(390 × 540), a3, a4, one of the style's own, or width and height in mm, such as "
            "289x400. Default: the profile's, else the style's.",
            show_default=False,
        ),
    ] = "",
    layout: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Layout of the PDF: `makeup` sets every page of the issue on one sheet, `flow` on "
            "as many as the text needs. Default: the profile's, else that of the paper in the "
            "style: makeup on tabloid, berliner and broadsheet, flow on a4 and a3.",
            show_default=False,
        ),
    ] = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    profile: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What the PDF is for: screen, press, newsprint, newsprint-220, heatset, "
            "supercalendered, uncoated, magazine, archive, or a YAML file of your own.",
        ),
    ] = "screen",
    icc: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="ICC profile of the printer, for the press profiles.",
            show_default=False,
        ),
    ] = None,
    bleed: Annotated[
        float | None,
        typer.Option(
            metavar="MM", help="Bleed in mm, instead of the profile's.", show_default=False
        ),
    ] = None,
    signature: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Add blank sheets at the end, up to a multiple of this number.",
            show_default=False,
        ),
    ] = None,
    impose: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Two pages on a sheet: `spreads` as read, or `booklet` as printed and folded.",
            show_default=False,
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            metavar="TEMPLATE",
            help="Write one PDF for each page as well, named by this template; `pages` is "
            "{code}{date:%Y%m%d}{page}.pdf.",
            show_default=False,
        ),
    ] = None,
    proof: Annotated[
        bool,
        typer.Option(
            "--proof",
            help="A small PDF in RGB with “Proof” and the time across each page, on the paper of "
            "the profile.",
        ),
    ] = False,
    proof_colour: Annotated[
        bool,
        typer.Option(
            "--proof-colour",
            help="A proof of the pages as printed: in the colours of the press profile, on its "
            "paper.",
        ),
    ] = False,
    pages: Annotated[
        list[str],
        typer.Option(
            "--pages",
            metavar="LABEL",
            help="PDF: write only the sheets of this page, as in the whole PDF; may be repeated. "
            "With --split, write only its files.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - typer copies it
    build_time: Annotated[
        bool | None,
        typer.Option(
            "--build-time",
            help="Print the time of the build (or SOURCE_DATE_EPOCH) in the slug line.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    max_image: Annotated[
        int,
        typer.Option(
            metavar="PIXELS",
            help="EPUB: longest side of pictures in pixels; 1.5 times that for printed pages.",
        ),
    ] = 1600,
    lite: Annotated[
        bool,
        typer.Option(
            "--lite",
            help="EPUB: pictures of at most 800 pixels and smaller files, for slow networks.",
        ),
    ] = False,
    max_size: Annotated[
        str,
        typer.Option(
            metavar="SIZE",
            help="EPUB: largest file, such as 50MB: pictures lose quality, then pixels, until it "
            "fits.",
            show_default=False,
        ),
    ] = "",
    modern: Annotated[
        bool,
        typer.Option(
            "--modern",
            help="EPUB: keep WebP and AVIF pictures, for readers of EPUB 3.4; otherwise they "
            "become JPEG or PNG.",
        ),
    ] = False,
    voice: Annotated[
        str,
        typer.Option(
            metavar="COMMAND",
            help="EPUB: add audio in step with the text. The command reads a sentence from "
            "standard input and writes the WAV file {output}: "
            '"espeak-ng -v {language} --stdin -w {output}". Never taken from settings files.',
            show_default=False,
        ),
    ] = "",
    lexicon: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="EPUB: pronunciation lexicon (PLS 1.0), for --voice and for reading systems.",
            show_default=False,
        ),
    ] = None,
    embed_fonts: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            help="EPUB: font file to embed, cut to the characters used; may be repeated. The first "
            "family is for the text, a second for the headlines.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - typer copies it
    facsimiles: Annotated[
        bool | None,
        typer.Option(
            "--facsimiles/--no-facsimiles",
            help="EPUB: draw a facsimile with regions for every page without one, or leave out "
            "all printed pages. Default: the facsimiles of the issue are included.",
            show_default=False,
        ),
    ] = None,
    no_advertisements: Annotated[
        bool,
        typer.Option(
            "--no-advertisements",
            help="Leave advertisements out of every file: boxes, and articles of that kind. "
            "Facsimiles stay as they are.",
        ),
    ] = False,
    writing: Annotated[
        str,
        typer.Option(
            metavar="MODE", help="EPUB: `horizontal`, or `vertical` for Chinese and Japanese."
        ),
    ] = "horizontal",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Export issues to EPUB and PDF.

    The format follows the name of the file. Several issues are built one by one; a broken one
    does not stop the others.
    """
    from exporter import api
    from exporter.byte_sizes import bytes_of
    from exporter.profiles import find_profile
    from exporter.publication.sources import is_publication

    if len(sources) > 1 and any(path.suffix and not path.is_dir() for path in output):
        raise UsageError("several issues can't share one file: with -o, name a folder")
    reports: list[Report] = []
    made: list[Path] = []
    with progress(quiet or as_json) as show:
        options = api.Options(
            style=style,
            paper=paper,
            layout=layout,
            jobs=jobs,
            cache=not no_cache,
            max_image=max_image,
            lite=lite,
            max_size=bytes_of(max_size),
            modern=modern,
            voice=voice,
            lexicon=lexicon,
            embed_fonts=tuple(embed_fonts),
            facsimiles=facsimiles,
            advertisements=not no_advertisements,
            writing=writing,
            progress=show,
            profile=find_profile("proof", **_paper_of(profile))
            if proof
            else find_profile(
                profile,
                icc=str(icc) if icc else None,
                bleed_mm=bleed,
                signature=signature,
                impose=impose,
                split=split,
                build_time=build_time,
                **(_of_colour_proof(profile) if proof_colour else {}),
            ),
            reading=reading.fetching(_cache_beside(output), show),
            force=force,
            pages=tuple(pages),
        )
        api.judge_options(options)
        for source in sources:
            if is_publication(source):
                reports += _of_publication(source, output, options)
                made.extend(Path(name) for report in reports for name in report["outputs"])
                continue
            reports.append(
                _attempt(source, lambda path: api.build(path, output, options, avoid=made))
            )
            made.extend(map(Path, reports[-1]["outputs"]))
            if reports[-1].get("interrupted"):
                break
    _write_repairs(reading.report, reports)
    _finish(reports, as_json, quiet)


app.command(cls=ReadingCommand)(with_reading(site))
app.command(cls=ReadingCommand)(with_reading(archive))


@app.command(cls=ReadingCommand)
@with_reading
def replace(
    reading: ReadingChoice,
    file: Annotated[Path, typer.Argument(metavar="PDF", help="Finished PDF.", show_default=False)],
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="Corrected issue.", show_default=False)
    ],
    pages: Annotated[
        list[str] | None,
        typer.Option(
            "--pages",
            metavar="LABEL",
            help="Page to rebuild; may be repeated.",
            show_default=False,
        ),
    ] = None,
    advertisement: Annotated[
        list[str] | None,
        typer.Option(
            "--advertisement",
            metavar="NAME=FILE",
            help="Late PDF or picture for the box of an advertisement, by its `alt` or its page "
            "(05, 05:2 for the second); may be repeated.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    profile: Annotated[str, typer.Option(metavar="NAME", help="Profile of the PDF.")] = "press",
    style: Annotated[
        str, typer.Option(metavar="NAME", help="Style of the PDF.", show_default=False)
    ] = "",
    paper: Annotated[
        str, typer.Option(metavar="NAME", help="Paper of the PDF.", show_default=False)
    ] = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Replace pages of a PDF, or artwork of advertisements on them.

    The pages are made again from the issue; all other sheets stay unchanged.
    """
    from exporter import api
    from exporter.profiles import find_profile

    with progress(quiet or as_json) as show:
        options = api.Options(
            style=style,
            paper=paper,
            jobs=jobs,
            cache=not no_cache,
            progress=show,
            profile=find_profile(profile),
            reading=reading.fetching(_cache_beside([file]), show),
            force=force,
        )
        late = _late_artwork(advertisement or [])
        reports = [
            _attempt(source, lambda path: api.replace_pages(file, path, pages or (), options, late))
        ]
    _write_repairs(reading.report, reports)
    _finish(reports, as_json, quiet)


@app.command(cls=ReadingCommand)
@with_reading
def makeup(
    reading: ReadingChoice,
    source: Annotated[
        Path,
        typer.Argument(help="Issue folder or any other source.", show_default=False),
    ],
    page: Annotated[
        list[str],
        typer.Option(
            "--page",
            metavar="LABEL",
            help="Page to make up; may be repeated. Without it: all pages.",
        ),
    ] = [],  # noqa: B006 - typer copies it
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="PDF to write, or PNG with --png.",
            show_default=False,
        ),
    ] = None,
    png: Annotated[bool, typer.Option("--png", help="Write one PNG for each sheet.")] = False,
    style: Style = "",
    paper: Paper = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make up pages and report how each fits its sheet.

    How far it is filled, the size of its type, the lines carried on.
    """
    from exporter import api

    with progress(quiet or as_json) as show:
        folder = _cache_beside([output] if output else [])
        options = api.Options(
            style=style,
            paper=paper,
            jobs=jobs,
            cache=not no_cache,
            progress=show,
            reading=reading.fetching(folder, show),
        )
        with recorded() as written:
            try:
                report = api.make_up(source, output, options, page, png)
            except (KeyboardInterrupt, Ended) as end:
                if as_json:
                    outputs = [str(path) for path in written]
                    ended = {"source": str(source), "interrupted": True, "outputs": outputs}
                    print(json.dumps(ended, ensure_ascii=False, indent=2))
                raise typer.Exit(exit_code(end)) from None
    _write_repairs(reading.report, [{"changes": report.changes, "reasons": report.reasons}])
    if as_json:
        plain = {
            "source": str(source),
            "outputs": [str(path) for path in report.outputs],
            "sheets": [sheet.as_dict() for sheet in report.sheets],
            "articles": [each.as_dict() for each in report.rectangles],
            "advertisements": [each.as_dict() for each in report.advertisements],
            "findings": [finding.as_dict() for finding in report.findings],
        }
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for finding in [] if quiet else grouped(report.findings):
        say(words_of(finding))
    print("page      articles  filled  house box  body type      carried on")
    for sheet in report.sheets:
        kind = f"{sheet.size:g}/{sheet.line:g} pt"
        carried = f"{sheet.carried} lines" if sheet.carried else "-"
        print(
            f"{sheet.label:<9} {sheet.articles:>8}  {sheet.filled:>5.1f}%  {sheet.house:>8.1f}%"
            f"  {kind:<13}  {carried}"
        )
    for path in report.outputs:
        print(path)


def _paper_of(name: str) -> dict[str, object]:
    """Return the settings that a proof takes from the printing profile."""
    from exporter.profiles import find_profile

    profile = find_profile(name)
    return {"paper": profile.paper, "layout": profile.layout}


def _of_colour_proof(name: str) -> dict[str, object]:
    """Return how a colour proof differs from the PDF for the press; raises `UsageError`."""
    from exporter.profiles import Colour, find_profile

    if find_profile(name).colour is not Colour.CMYK:
        raise UsageError(
            f"--proof-colour: the profile `{name}` has no inks, name one for the press (--profile)"
        )
    return {"variant": "", "simulated": True, "proof": True, "links": False, "rules": {}}


def _of_publication(source: Path, output: list[Path], options: Options) -> list[Report]:
    """Build the issues of a publication that are new or changed; return a report of each."""
    from exporter import api

    if len(output) > 1 or any(path.suffix and not path.is_dir() for path in output):
        raise UsageError("the issues of a publication can't share one file: with -o, name a folder")
    folder = output[0] if output else Path()
    done = api.build_publication(source, folder, options, given())
    if not done.built and not done.failed:
        say(translated(f"{source}: no issue is new or changed"))
    reports = [_attempt(path, partial(_given, report)) for path, report in done.built.items()]
    return reports + [_attempt(path, partial(_raise, error)) for path, error in done.failed.items()]


def _given(report: BuildReport, _: Path) -> BuildReport:
    return report


def _raise(error: ExporterError, _: Path) -> BuildReport:
    raise error


def _late_artwork(given: list[str]) -> dict[str, Path]:
    """Read `NAME=FILE`; raises `UsageError`."""
    pairs = [each.rpartition("=") for each in given]
    for each, (name, _, path) in zip(given, pairs, strict=True):
        if not name or not path:
            raise UsageError(f"--advertisement: `{each}` is not NAME=FILE, such as 05=late.pdf")
    return {name: Path(path) for name, _, path in pairs}


def _cache_beside(output: list[Path]) -> Path:
    """Return the folder in which fetched pictures are kept, beside the first output."""
    first = output[0] if output else Path()
    return (first.parent if first.suffix else first) / ".exporter-pictures"


@app.command(cls=ReadingCommand)
@with_reading
def convert(
    reading: ReadingChoice,
    source: Annotated[
        Path,
        typer.Argument(help="Issue folder or any other source.", show_default=False),
    ],
    folder: Annotated[
        Path, typer.Argument(help="Issue folder to make; new or empty.", show_default=False)
    ],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Turn any source into an issue folder."""
    from exporter import api

    api.judge_reading(reading.options)
    with progress(quiet or as_json) as show:
        options = reading.fetching(folder.parent / ".exporter-pictures", show)
        reports = [_attempt(source, lambda path: api.convert(path, folder, options))]
    _write_repairs(reading.report, reports)
    _finish(reports, as_json, quiet)


def _write_repairs(path: Path | None, reports: list[Report]) -> None:
    """Write every repair into a file, as JSON."""
    if path is None:
        return
    from exporter.outputs import beside

    changes = [change.as_dict() for report in reports for change in report["changes"]]
    reasons = [reason for report in reports for reason in report["reasons"]]
    with beside(path) as temporary:
        text = json.dumps({"reasons": reasons, "changes": changes}, ensure_ascii=False, indent=2)
        temporary.write_text(f"{text}\n", encoding="utf-8")


@app.command(cls=ReadingCommand)
@with_reading
def check(
    reading: ReadingChoice,
    source: Annotated[
        list[Path],
        typer.Argument(
            help="Issues, or PDF and EPUB files made by any program.", show_default=False
        ),
    ],
    profile: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What a PDF is for: screen, press, newsprint, heatset, magazine, archive, or a "
            "YAML file of your own. Without it, what the PDF claims: PDF/X is checked as `press`, "
            "PDF/A as `archive`, any other as `screen`.",
            show_default=False,
        ),
    ] = "",
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write an HTML report on one PDF, with a picture of each page and the findings "
            "marked on it.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="PDF",
            help="Report what changed in one PDF since this earlier one, instead of checking it; "
            "--html adds pictures of the differences.",
            show_default=False,
        ),
    ] = None,
    rules: Annotated[  # noqa: ARG001 - its callback does it
        bool,
        typer.Option(
            "--rules",
            callback=print_rules,
            is_eager=True,
            help="List all rules with their severity and the clause of the standard.",
        ),
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Report what is wrong with issues, PDFs and EPUBs."""
    from exporter import api
    from exporter.checks.epubcheck import unchecked
    from exporter.profiles import find_profile

    api.judge_reading(reading.options)
    if html and len(source) > 1:
        raise UsageError("--html reports on one PDF, name only one")
    if against and (len(source) > 1 or profile):
        raise UsageError("--against compares two PDFs: name one PDF to check, and no --profile")
    used = find_profile(profile) if profile else None
    reports = []
    with temporary_folder() as folder, progress(quiet or as_json) as show:
        options = reading.fetching(folder, show)
        for path in source:
            show(str(path))
            report = _attempt(
                path,
                lambda path: (
                    api.compare(path, against, html)
                    if against
                    else api.examine(path, options, used, html)
                ),
            )
            if errors(report["findings"]):
                report |= {"failed": True, "code": InvalidSource.exit_code}
            reports.append(report | {"file": bool(against) or api.is_product(path)})
            if report.get("interrupted"):
                break
    _write_repairs(reading.report, reports)
    _finish(reports, as_json, quiet)
    if quiet or as_json:
        return
    if not any(report["findings"] for report in reports):
        say(translated("nothing found"))
    if any(path.suffix.lower() == ".epub" for path in source):
        say(unchecked())


app.command(cls=SettingsCommand)(with_settings(new))
app.command(cls=TranslatedCommand)(settings)

app.command(cls=ReadingCommand)(with_reading(preview))


@app.command(cls=TranslatedCommand)
def schema(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="`issue` for issue.yaml, `article` for front matter, `style` for style.yaml, "
            "`publication` for publication.yaml.",
        ),
    ] = "issue",
) -> None:
    """Print a JSON Schema, for editors to check files."""
    from exporter import api

    print(json.dumps(api.schema(file), ensure_ascii=False, indent=2))


@app.command(cls=SettingsCommand)
@with_settings
def doctor(as_json: Json = False) -> None:
    """Report what is installed and what is missing."""
    from dataclasses import asdict

    from exporter.installation import doctor as look

    abilities = look()
    if as_json:
        print(json.dumps([asdict(ability) for ability in abilities], ensure_ascii=False, indent=2))
    for ability in [] if as_json else abilities:
        mark = "ok     " if ability.present else "MISSING" if ability.needed else "absent "
        rest = ability.detail if ability.present else f"{ability.detail}  → {ability.advice}"
        print(f"{mark}  {ability.name}: {rest}".rstrip(": "))
    if any(ability.needed and not ability.present for ability in abilities):
        raise typer.Exit(MissingDependency.exit_code)


def _attempt(source: Path, work: Callable[[Path], BuildReport]) -> Report:
    """Process one source; an error becomes part of the report."""
    report: Report = {"source": str(source), "failed": False, "code": 0}
    report |= {"changes": (), "reasons": ()}
    try:
        with recorded() as written:
            done = work(source)
    except (KeyboardInterrupt, Ended) as end:
        messages = ["interrupted: only the files listed were written, run it again"]
        report |= _failure(ExporterError(), [], messages)
        outputs = [str(path) for path in written]
        return report | {"interrupted": True, "outputs": outputs, "code": exit_code(end)}
    except (InvalidSource, PreflightFailed) as error:
        return report | _failure(error, list(error.findings), [])
    except ExporterError as error:
        return report | _failure(error, [], _messages(error))
    except OSError as error:
        return report | _failure(ExporterError(), [], [_os_text(error)])
    outputs = [str(path) for path in done.outputs]
    report |= {"changes": done.changes, "reasons": done.reasons}
    return report | {"outputs": outputs, "findings": list(done.findings), "messages": []}


def _messages(error: ExporterError) -> list[str]:
    """Return the messages of an error; one about an option says which settings file set it."""
    place = with_place if isinstance(error, UsageError) else str
    return [place(message) for message in error.messages]


def _failure(error: ExporterError, findings: list[Finding], messages: list[str]) -> Report:
    return {
        "failed": True,
        "code": error.exit_code,
        "outputs": [],
        "findings": findings,
        "messages": messages,
    }


def _os_text(error: OSError) -> str:
    """Return the message for an unexpected system error, such as a full disk."""
    words = error.strerror or str(error)
    return f"{error.filename}: {words}" if error.filename else words


def _finish(reports: list[Report], as_json: bool, quiet: bool) -> None:
    """Print the reports; exit with the code of a single failure, or that for several."""
    failed = [report for report in reports if report["failed"]]
    if as_json:
        print(json.dumps(_plain(reports), ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print_report(report, quiet)
        if failed and len(reports) > 1:
            names = ", ".join(report["source"] for report in failed)
            done = len(reports) - len(failed)
            say(translated(f"{done} of {len(reports)} succeeded; failed: {names}"))
    if reports and reports[-1].get("interrupted"):
        raise typer.Exit(reports[-1]["code"])
    if failed:
        alone = len(reports) == 1
        raise typer.Exit(failed[0]["code"] if alone else BuildFailed.exit_code)


def _plain(reports: list[Report]) -> list[Report]:
    from exporter.repair.changes import counts

    return [
        {name: value for name, value in report.items() if name not in ("changes", "file")}
        | {"findings": [finding.as_dict() for finding in report["findings"]]}
        | {"repairs": counts(report["changes"]), "reasons": list(report["reasons"])}
        for report in reports
    ]


def _print_report(report: Report, quiet: bool) -> None:
    for message in report["messages"]:
        say(f"{error_word()}: {translated(message)}")
    if report.get("file"):
        print_findings(report, quiet)
    for finding in [] if report.get("file") else grouped(report["findings"]):
        if finding.severity is Severity.ERROR or not quiet:
            say(words_of(finding))
    if report["changes"] and not quiet:
        _print_repairs(report)
    for path in [] if quiet else report["outputs"]:
        print(path)


def _print_repairs(report: Report) -> None:
    """Print how many repairs of each kind there are, and why they were made."""
    from exporter.repair.changes import counts

    numbers = (f"{number} × {kind}" for kind, number in counts(report["changes"]).items())
    say(translated(f"repaired: {', '.join(numbers)}"))
    for reason in report["reasons"][:SHOWN_REASONS]:
        say(f"  {reason}")
    if len(report["reasons"]) > SHOWN_REASONS:
        say(f"  and {len(report['reasons']) - SHOWN_REASONS} more reasons: see --repair-report")


def _fail(error: ExporterError) -> NoReturn:
    for found in getattr(error, "findings", ()) or _messages(error):
        said = f"{error_word()}: {translated(str(found))}"
        say(words_of(found) if isinstance(found, Finding) else said)
    raise SystemExit(error.exit_code)


def main() -> None:
    """Run the command line; expected errors print one line and set the exit code."""
    _settle_streams()
    silence()
    with contextlib.suppress(ValueError):  # in a thread
        signal.signal(signal.SIGTERM, _end)
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        app()
    except ExporterError as error:
        _fail(error)
    except KeyboardInterrupt as end:
        raise SystemExit(exit_code(end)) from None
    except BrokenPipeError:
        _abandon_output()
        raise SystemExit(1) from None
    except OSError as error:
        _fail(ExporterError(_os_text(error)))
    finally:
        _flush()


def _settle_streams() -> None:
    """Make the standard streams writable, however the process was started (`>&-`, LC_ALL=C)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            # A file name that the terminal's encoding lacks is no reason to fail.
            stream.reconfigure(errors="backslashreplace")


def _end(signal_number: int, _: object) -> NoReturn:
    """End as on Ctrl-C: remove temporary files and end child processes."""
    raise Ended(128 + signal_number)


def _flush() -> None:
    """Flush the output; a closed pipe is not an error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_output()
    except OSError as error:
        _abandon_output()
        _fail(OutputError(f"standard output: can't be written ({_os_text(error)})"))


def _abandon_output() -> None:
    """Stop writing to a closed pipe, including the flush at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
