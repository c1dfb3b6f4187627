"""The Python API: everything that the command line does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.on_demand import on_demand

__all__ = [
    "BuildReport",
    "MakeupReport",
    "Options",
    "PreparedEpub",
    "PublicationReport",
    "ReadOptions",
    "SiteReport",
    "archive",
    "build",
    "build_publication",
    "check",
    "compare",
    "convert",
    "examine",
    "examine_issue",
    "is_product",
    "judge_options",
    "judge_reading",
    "make_site",
    "make_up",
    "new",
    "new_after",
    "new_style",
    "prepare_epub",
    "read",
    "read_with_style",
    "replace_pages",
    "schema",
    "site",
    "site_tools",
]

if TYPE_CHECKING:
    from exporter.api.books import PreparedEpub, prepare_epub
    from exporter.api.checking import check, compare, examine, examine_issue, is_product
    from exporter.api.export import build, replace_pages
    from exporter.api.input import read, read_with_style
    from exporter.api.judging import judge_options, judge_reading
    from exporter.api.making_up import make_up
    from exporter.api.publications import archive, build_publication, make_site, site, site_tools
    from exporter.api.results import BuildReport, MakeupReport, PublicationReport, SiteReport
    from exporter.api.starting import convert, new, new_after, new_style, schema
    from exporter.options import Options, ReadOptions

_PARTS = {
    "exporter.api.books": ("PreparedEpub", "prepare_epub"),
    "exporter.api.checking": ("check", "compare", "examine", "examine_issue", "is_product"),
    "exporter.api.export": ("build", "replace_pages"),
    "exporter.api.input": ("read", "read_with_style"),
    "exporter.api.judging": ("judge_options", "judge_reading"),
    "exporter.api.making_up": ("make_up",),
    "exporter.api.publications": (
        "archive", "build_publication", "make_site", "site", "site_tools",
    ),
    "exporter.api.results": ("BuildReport", "MakeupReport", "PublicationReport", "SiteReport"),
    "exporter.api.starting": ("convert", "new", "new_after", "new_style", "schema"),
    "exporter.options": ("Options", "ReadOptions"),
}  # fmt: skip
_HOMES = {name: module for module, names in _PARTS.items() for name in names}
__getattr__, __dir__ = on_demand(__name__, _HOMES)
