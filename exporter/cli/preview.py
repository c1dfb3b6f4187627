"""exporter preview: show an issue in a browser and update it on every change."""

from __future__ import annotations

from typing import Annotated

import typer

from exporter.cli.choices import Paper, Source, Style
from exporter.cli.reading_options import ReadingChoice
from exporter.cli.reports import say

PORT = 8765


def preview(
    reading: ReadingChoice,
    source: Source,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, metavar="N", help="Local port; 0 picks a free one."),
    ] = PORT,
    style: Style = "",
    paper: Paper = "",
) -> None:
    """Show an issue in a browser while it is being written.

    Updates printed pages, EPUB and web edition whenever a file is saved, and shows how well each
    article fits its page. Only this machine can open it; it sends no requests to others.
    """
    from exporter import api
    from exporter.preview import serve

    options = api.Options(style=style, paper=paper, reading=reading.options)
    api.judge_options(options)
    serve(source, options, port, say)
