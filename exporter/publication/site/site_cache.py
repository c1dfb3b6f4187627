"""Files and drawn pages that a site keeps while source, options and program are unchanged.

After a change that only affects web pages, such as in `web.css`, no EPUB is made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from exporter.edition.style import Style
from exporter.model import Facsimile, Issue, Picture, Region
from exporter.publication.digest import common_digest, file_sha256, text_digest
from exporter.publication.editions import Made, Wanted
from exporter.publication.site.article_names import sources
from exporter.publication.site.context import Context
from exporter.publication.site.record import IssueRecord, PageRecord
from exporter.publication.site.staging import Store
from exporter.publication.state import Entry
from exporter.readers.settings import Edition

WEB_CSS = "web.css"  # no page depends on what is in it: all link to the style sheet
OF_WEB = (WEB_CSS, "templates/web/")  # files of a style that no EPUB or PDF depends on


def making_of(context: Context, entry: Entry, issue: Issue, style: Style) -> str:
    """Return the digest of everything that the files of an issue depend on."""
    around = [each and each.model_dump_json() for each in (issue.previous, issue.next)]
    return text_digest(repr((context.files, entry.digest, around, style_digest(style, OF_WEB))))


def style_digest(style: Style, without: tuple[str, ...]) -> str:
    """Return the digest of the files of a style, but those whose paths start with `without`."""
    folders = style.folders
    return text_digest(repr([common_digest(each, _names(each, without)) for each in folders]))


def _names(folder: Path, without: tuple[str, ...]) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith(without))


class Kept:
    """The files and drawn pages of an issue's record, if it was made as `making` says."""

    def __init__(self, store: Store, record: IssueRecord | None, making: str) -> None:
        self.store, self.making = store, making
        self.record = record if record and record.making == making else None
        self.folder = store.folder / (record.card.folder if record else "")

    def take(self, edition: Edition, script: str) -> Sequence[Made]:
        """Return the files of an edition in a script; none of them if one has changed."""
        if self.record is None:
            return ()
        found = []
        for file in self.record.card.downloads:
            if (file.edition, file.script) != (edition, script):
                continue
            path = self.folder / file.name
            if not path.is_file() or file_sha256(path) != file.sha256:
                return ()
            name = PurePosixPath(file.name).name
            found.append(Made(path, name, Wanted(edition, script, file.page)))
        return found

    def drawn(self, issue: Issue, folder: Path) -> Issue | None:
        """Return an issue with the pages that were drawn for it, copied to `folder`.

        None where one is missing.
        """
        known = {page.label: page for page in self.record.pages} if self.record else {}
        ids = {source: article for article, source in sources(issue).items()}
        pages = []
        for page in issue.pages:
            last = known.get(page.label)
            kept = page.facsimile or (last and self._facsimile(last, ids, folder))
            if kept is None and page.articles:
                return None
            pages.append(page.model_copy(update={"facsimile": kept}))
        return issue.model_copy(update={"pages": tuple(pages)})

    def _facsimile(self, page: PageRecord, ids: dict[str, str], folder: Path) -> Facsimile | None:
        """Return the facsimile that a page has in the site."""
        shot = page.facsimile
        path = shot and self.folder / shot.name
        if not shot or not path or not path.is_file():
            return None
        copy = Path(shutil.copy(path, folder / f"kept-{path.name}"))
        picture = Picture(path=copy, media_type="image/jpeg", width=shot.width, height=shot.height)
        names = {article.id: ids[article.source] for article in page.articles}
        regions = (Region(article=names[s.article], points=s.points) for s in page.spots)
        return Facsimile(picture=picture, regions=tuple(regions))
