"""exporter build: issues become EPUB and PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exporter.cli.choices import (
    Facsimiles,
    Force,
    Jobs,
    Json,
    Layout,
    NoCache,
    Paper,
    Profile,
    Quiet,
    Style,
)
from exporter.cli.reading_options import ReadingChoice, given
from exporter.cli.reports import progress, say
from exporter.errors import ExporterError, UsageError
from exporter.messages import translated

if TYPE_CHECKING:
    from exporter.api import BuildReport
    from exporter.options import Options
from exporter.cli.outcomes import Report, attempt, cache_beside, finish, write_repairs

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="SOURCE",
        help="Issue folders or any other sources.",
        show_default=False,
    ),
]


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
    style: Style = "",
    paper: Paper = "",
    layout: Layout = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    profile: Profile = "screen",
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
    facsimiles: Facsimiles = None,
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
    from exporter.publication_file import is_publication

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
                # The names in the profile are those of pages for the press, not of a proof's.
                split=split or ("" if proof_colour else None),
                build_time=build_time,
                **(_of_colour_proof(profile) if proof_colour else {}),
            ),
            reading=reading.fetching(cache_beside(output), show),
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
                attempt(source, lambda path: api.build(path, output, options, avoid=made))
            )
            made.extend(map(Path, reports[-1]["outputs"]))
            if reports[-1].get("interrupted"):
                break
    write_repairs(reading.report, reports)
    finish(reports, as_json, quiet)


def _paper_of(name: str) -> dict[str, object]:
    """Return the settings that a proof takes from the printing profile."""
    from exporter.profiles import find_profile

    profile = find_profile(name)
    return {"paper": profile.paper, "layout": profile.layout}


def _of_colour_proof(name: str) -> dict[str, object]:
    """Return the settings of a colour proof that differ from the press PDF; raises `UsageError`."""
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
    reports = [attempt(path, partial(_given, report)) for path, report in done.built.items()]
    return reports + [attempt(path, partial(_raise, error)) for path, error in done.failed.items()]


def _given(report: BuildReport, _: Path) -> BuildReport:
    return report


def _raise(error: ExporterError, _: Path) -> BuildReport:
    raise error
