"""Read `.slips`: the publication, the date, the language; then a headline and a text per line."""

import html
from datetime import date
from pathlib import Path

from exporter.options import ReadOptions
from exporter.readers import Reading
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage


class SlipsReader:
    name = "slips"
    sign = "a file of slips, one story a line"

    def knows(self, source: Path) -> bool:
        return source.suffix == ".slips"

    def read(self, source: Path, options: ReadOptions) -> Reading:
        assembly = Assembly(source, options)
        lines = (assembly.text(source) or "").splitlines()
        if len(lines) < 3:
            advice = "write publication, date, language and stories, one per line"
            assembly.fail("slips-short", source, 0, "is too short", advice)
            return assembly.reading(None)
        name, day, language, *slips = lines
        issued = self._date(day, source, assembly)
        draft = Draft(name, language, issued)
        stories = [self._story(slip, source, line) for line, slip in enumerate(slips, 4)]
        draft.pages = [DraftPage("01", articles=stories)]
        return assembly.reading(draft if issued else None)

    def _date(self, day: str, source: Path, assembly: Assembly) -> date | None:
        try:
            return date.fromisoformat(day)
        except ValueError as error:
            assembly.fail("slips-date", source, 2, str(error), "write YYYY-MM-DD")
            return None

    def _story(self, slip: str, source: Path, line: int) -> DraftArticle:
        headline, _, text = slip.partition(" | ")
        return DraftArticle((headline,), f"<p>{html.escape(text)}</p>", source, line)


READER = SlipsReader()
