"""The Python API: everything that the command line does."""

from __future__ import annotations

from exporter.api.books import PreparedEpub, prepare_epub
from exporter.api.checking import check, compare, examine, examine_issue, is_product
from exporter.api.export import build, replace_pages
from exporter.api.input import judge_options, judge_reading, read, read_with_style
from exporter.api.making_up import make_up
from exporter.api.publications import archive, build_publication, make_site, site, site_tools
from exporter.api.results import BuildReport, MakeupReport, PublicationReport, SiteReport
from exporter.api.starting import convert, new, new_after, new_style, schema
from exporter.options import Options, ReadOptions

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
