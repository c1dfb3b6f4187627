"""One issue of a newspaper or magazine in; an EPUB and a PDF out.

    import exporter
    report = exporter.build("samples/saltmere-chronicle", ["issue.epub", "issue.pdf"])

Everything that the command line does is here: `read`, `build`, `site`, `archive`, `convert`,
`check`, `new`, `schema` and `doctor`. Errors are those of `exporter.errors`.
"""

from typing import TYPE_CHECKING

from exporter.on_demand import on_demand
from exporter.version import VERSION

__version__ = VERSION
__all__ = [
    "ArchiveOptions",
    "ArchiveReport",
    "BuildReport",
    "Issue",
    "MakeupReport",
    "Options",
    "PublicationReport",
    "ReadOptions",
    "SiteReport",
    "__version__",
    "archive",
    "build",
    "build_publication",
    "check",
    "compare",
    "convert",
    "doctor",
    "make_up",
    "new",
    "new_after",
    "new_style",
    "read",
    "replace_pages",
    "schema",
    "site",
]

if TYPE_CHECKING:
    from exporter.api import (
        BuildReport,
        MakeupReport,
        Options,
        PublicationReport,
        ReadOptions,
        SiteReport,
        archive,
        build,
        build_publication,
        check,
        compare,
        convert,
        make_up,
        new,
        new_after,
        new_style,
        read,
        replace_pages,
        schema,
        site,
    )
    from exporter.installation import doctor
    from exporter.model import Issue
    from exporter.publication.archive.make import ArchiveOptions
    from exporter.publication.archive.run import ArchiveReport

_HOMES = {
    **dict.fromkeys(__all__, "exporter.api"),
    "ArchiveOptions": "exporter.publication.archive.make",
    "ArchiveReport": "exporter.publication.archive.run",
    "Issue": "exporter.model",
    "doctor": "exporter.installation",
}
__getattr__, __dir__ = on_demand(__name__, _HOMES)
