"""Options that several commands have, each described once."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print a machine-readable report.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Makeup: measure every page again, without the cache."),
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
        help="Paper: tabloid, berliner, broadsheet, a3, a4, or a size in mm such as 289x400.",
        show_default=False,
    ),
]
