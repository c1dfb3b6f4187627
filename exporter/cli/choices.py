"""Options that several commands have, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print a machine-readable report.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="PDF: make everything again, without what earlier builds kept."
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="N",
        help="Number of processes, for several issues or the pages of one; 0 means one per core.",
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Write a PDF for the press or the archive even if it has errors."),
]
Style = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Style: a name, or a folder with a style.yaml. Default: `style:` of issue.yaml, or "
        "newspaper.",
        show_default=False,
    ),
]
Paper = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Paper of the PDF: tabloid (280 × 400 mm), berliner (315 × 470), broadsheet "
        "(390 × 540), a3, a4, one of the style's own, or width and height in mm, such as 289x400. "
        "Default: the profile's, else the style's.",
        show_default=False,
    ),
]
Layout = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Layout of the PDF: `makeup` sets every page of the issue on one sheet, `flow` on as "
        "many as the text needs. Default: the profile's, else that of the paper in the style: "
        "makeup on tabloid, berliner and broadsheet, flow on a4 and a3.",
        show_default=False,
    ),
]
Profile = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="What the PDF is for: screen, press, newsprint, newsprint-220, heatset, "
        "supercalendered, uncoated, magazine, archive, or a YAML file of your own.",
    ),
]
Facsimiles = Annotated[
    bool | None,
    typer.Option(
        "--facsimiles/--no-facsimiles",
        help="EPUB: draw a facsimile with regions for every page without one, or leave out all "
        "printed pages. Default: the facsimiles of the issue are included.",
        show_default=False,
    ),
]
Source = Annotated[
    Path,
    typer.Argument(metavar="SOURCE", help="Issue folder or any other source.", show_default=False),
]
