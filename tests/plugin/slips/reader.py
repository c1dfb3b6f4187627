"""Read `.slips`: the publication, the date, the language; then a headline and a text a line."""

import html
from datetime import date
from pathlib import Path

from exporter.findings import Finding
from exporter.model import Article, Issue, Page, Publication
from exporter.options import ReadOptions
from exporter.readers import Reading


class SlipsReader:
    name = "slips"
    sign = "a file of slips, one story a line"

    def knows(self, source: Path) -> bool:
        return source.suffix == ".slips"

    def read(self, source: Path, options: ReadOptions) -> Reading:
        name, day, language, *slips = source.read_text(encoding="utf-8").splitlines()
        publication = Publication(name=name, language=language)
        try:
            issued = date.fromisoformat(day)
        except ValueError as error:
            fault = Finding("slips-date", source, 2, str(error), "write YYYY-MM-DD")
            return Reading(None, (fault,))
        stories = tuple(self._story(source, *slip) for slip in enumerate(slips, 1))
        page = Page(label="01", articles=stories)
        return Reading(
            Issue(publication=publication, date=issued, root=source.parent, pages=(page,))
        )

    def _story(self, source: Path, number: int, slip: str) -> Article:
        headline, _, text = slip.partition(" | ")
        body = f"<p>{html.escape(text)}</p>"
        return Article(id=f"slip-{number}", source=source, headline=(headline,), body=body)


READER = SlipsReader()
