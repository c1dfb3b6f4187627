"""Write `.headlines`: one headline a line, under the labels of the pages."""

from pathlib import Path

from exporter.edition import Edition
from exporter.findings import Finding, Severity
from exporter.model import Issue
from exporter.options import Options


class HeadlinesWriter:
    name = "list of headlines"
    suffixes = (".headlines",)

    def file_name(self, issue: Issue) -> str:
        return f"all-{issue.date:%Y}.headlines"

    def write(self, edition: Edition, path: Path, options: Options) -> list[Finding]:
        lines = []
        for page in edition.issue.pages:
            lines.append(edition.labels.page.format(page.label))
            lines += [f"- {article.title}" for article in page.articles]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return []

    def check(self, path: Path, profile: object) -> list[Finding]:
        words = "a headline is empty", "write it"
        return [
            Finding("headlines-empty", path, number, *words, Severity.WARNING)
            for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if text.strip() == "-"
        ]


WRITER = HeadlinesWriter()
