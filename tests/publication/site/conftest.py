"""Small sites, whose downloads are stand-ins: what EPUBs are like, the writers' tests know."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter import api
from exporter.edition.style import find_style
from exporter.options import Options
from exporter.publication.reading import with_choices
from exporter.publication.site import full_text
from exporter.publication.site.context import Tools
from exporter.publication.site.update import SiteMaker, SiteResult
from exporter.publication.sources import find_sources, open_publication

from ..conftest import files_of
from ..stand_in_writer import stand_in


@pytest.fixture(autouse=True)
def _without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search has tests of its own, so that sites are the same where Pagefind is installed."""
    monkeypatch.setattr(full_text, "is_installed", lambda: False)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., SiteResult]:
    """Make the site of a publication in `tmp_path / "site"`: `make_site(root, base="https://…/")`."""

    def make(
        root: Path, base: str = "", folder: str = "site", dry_run: bool = False, **more: object
    ) -> SiteResult:
        publication = open_publication(root)
        style = more.get("style") or find_style("")
        build = more.get("build", stand_in)
        tools = more.get("tools") or Tools(
            api.read, build, lambda issue, *_: issue, lambda _: style
        )
        options = with_choices(publication, Options(jobs=more.get("jobs", 1)))
        maker = SiteMaker(publication, tmp_path / folder, options, tools, style, base)
        return maker.make(find_sources(publication), dry_run)

    return make


@pytest.fixture
def tree(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """Return every file of the site by its path."""
    return lambda folder="site": files_of(tmp_path / folder)
