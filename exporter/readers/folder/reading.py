"""One reading of an issue folder: issue.yaml, what it inherits, and the pages that it names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import cast

from exporter.content.sanitize import clean_text
from exporter.findings import Finding, Severity, errors
from exporter.model import (
    Ear,
    EarText,
    Issue,
    IssueHead,
    IssueText,
    StyleChoice,
)
from exporter.options import ReadOptions
from exporter.pictures.svg.parse import MAX_BYTES
from exporter.pictures.svg.unpacked import unpacked
from exporter.readers.base import Reading
from exporter.readers.folder.articles import (
    fields_of,
)
from exporter.readers.folder.pages import FolderPages
from exporter.readers.publication import (
    SOME_PUBLICATION,
    publication_above,
    shared_masthead,
    shared_style,
)
from exporter.readers.tools.unused import shown_in_drawings, unused
from exporter.readers.tools.zones import folder_of
from exporter.yamlfile import Yaml, YamlText

# What stands in for a wrong value, so that the rest of the file can be judged.
SOME_ISSUE = {"publication": {"name": "?", "language": "en"}, "date": "2018-07-03"}


class FolderReading(FolderPages):
    """One reading: collects findings on its way through the files."""

    def __init__(self, root: Path, options: ReadOptions) -> None:
        super().__init__(root, options)
        self.shared = publication_above(root)

    def reading(self) -> Reading:
        """Read the issue; None where there is an error among the findings."""
        issue = self.issue()
        if errors(self.findings):
            issue = None
        return Reading(issue, tuple(_by_line(dict.fromkeys(self.findings))))

    def issue(self) -> Issue | None:
        """Read issue.yaml and all that it names; None if it can't be read at all."""
        head, parsed, own_masthead = self.head()
        if not head or not parsed:
            self.articles_of_all_folders()
            return None
        self.options.language_known(head.publication.language)
        pages = self.pages(head, parsed)
        masthead = ("publication", "masthead")
        issue = Issue(
            root=self.root,
            style=self.style(head.style, parsed.line(("style",))),
            masthead=self.picture(head.publication.masthead, parsed, masthead)
            if own_masthead or not self.shared
            else shared_masthead(self.shared, self.findings),
            cover=self.picture(head.cover, parsed, ("cover",)),
            ear=head.ear
            and Ear(
                picture=self.picture(head.ear.image, parsed, ("ear", "image")),
                **fields_of(head.ear, EarText),
            ),
            pages=pages,
            edition=self.options.edition,
            editions=tuple(each.code for each in head.editions),
            **fields_of(head, IssueText) | self.title(head),
        )
        self.judge_unused(issue, head)
        return issue

    def glance(self) -> Issue | None:
        """Read what issue.yaml says of the issue, without its pages; None if that is wrong."""
        head, _, _ = self.head()
        if not head or errors(self.findings):
            return None
        return Issue(root=self.root, pages=(), **fields_of(head, IssueText) | self.title(head))

    def head(self) -> tuple[IssueHead | None, YamlText | None, bool]:
        """Read issue.yaml alone; the last value is whether it names a masthead of its own."""
        text = self.text(self.file)
        parsed = None if text is None else self.yaml(self.file, text, 1, IssueHead)
        if not parsed:
            return None, None, False
        own_masthead = self.inherit(parsed)
        _put_options(parsed.value, self.options)
        return self.validated(IssueHead, parsed, self.file, SOME_ISSUE), parsed, own_masthead

    def judge_unused(self, issue: Issue, head: IssueHead) -> None:
        """Name the files of the folder that the issue does not use."""
        labels = [page.label for page in issue.pages]
        others = () if not head.editions else self.of_other_editions(head)
        left = unused(self.root, labels, chain(self.used(issue), others))
        # A picture whose name has a slip is named already: that of the file is not another fault.
        is_wrong = bool(errors(self.findings))
        self.findings += (each for each in left if not is_wrong or each.severity != Severity.INFO)

    def inherit(self, parsed: YamlText) -> bool:
        """Put what publication.yaml says where the issue says nothing.

        Returns whether the issue names a masthead of its own.
        """
        issue = parsed.value
        if not self.shared or not isinstance(issue, dict):
            return True
        self.findings += self.shared.findings
        own = issue.get("publication") or {}
        if not isinstance(own, dict):
            return True
        shared = self.shared.shared if self.shared.head else SOME_PUBLICATION
        self.judge_publication(own, parsed)
        issue["publication"] = {**cast("dict[str, Yaml]", shared), **own}
        return "masthead" in own

    def judge_publication(self, own: dict[str, Yaml], parsed: YamlText) -> None:
        """Warn of an issue in the folder of a publication that names another one."""
        name, other = str(own.get("name") or "").strip(), ""
        if self.shared and self.shared.head:
            other = self.shared.head.name
        if not name or not other or name == other:
            return
        message = f"names the publication `{name}`, and is in the folder of `{other}`"
        advice = "move it to its own publication, or leave `name` out if it is the same one"
        line = parsed.line(("publication", "name"))
        self.add("issue-publication", self.file, line, message, advice)

    def style(self, name: str, line: int) -> StyleChoice | None:
        """Return the style of the issue: that on `line` of issue.yaml, else the publication's.

        A folder must be in or beside that of the issue. None without a style, or after an error.
        Whether the style exists and is valid is only known where it is used.
        """
        if not name:
            return shared_style(self.shared) if self.shared else None
        folder = (self.root / name).resolve()
        if "/" not in name and not folder.is_dir():
            return StyleChoice(name=name, file=self.file, line=line)
        if not folder.is_relative_to(self.root.resolve().parent):
            message = f"`style: {name}` is neither in the folder of the issue nor beside it"
            self.add("issue-bad-value", self.file, line, message, "copy the style there")
            return None
        return StyleChoice(name=f"{folder}{os.sep}", file=self.file, line=line)

    def used(self, issue: Issue) -> Iterator[Path]:
        """Yield the files that the issue is made of."""
        if issue.style and Path(issue.style.name).is_relative_to(self.root.resolve()):
            yield from Path(issue.style.name).rglob("*")
        yield from chain.from_iterable(self.files_of.values())
        yield from (picture.path for picture in issue.pictures)
        yield from issue.pdfs
        for path, text in self.texts.items():
            yield from shown_in_drawings(text or "", path.parent)
        for picture in issue.pictures:
            if picture.media_type == "image/svg+xml":
                drawing = unpacked(picture.path.read_bytes(), MAX_BYTES).decode(errors="replace")
                yield from shown_in_drawings(drawing, picture.path.parent)

    def title(self, head: IssueHead) -> dict[str, object]:
        """Return the title of an edition: the title of the special issue, if any, and its name."""
        named = [each.name for each in head.editions if each.code == self.options.edition]
        return {"title": " · ".join(filter(None, (head.title, *named)))}

    def of_other_editions(self, head: IssueHead) -> Iterator[Path]:
        """Yield the files in page folders of other editions."""
        pages = ((each, page) for each in head.editions for page in (*each.replace, *each.add))
        folders = [folder_of(edition, page) for edition, page in pages]
        for folder in (self.root / name for name in [*folders, *self.folders()]):
            if self.holds(folder):  # one outside may be the whole disk
                yield from folder.rglob("*")


def _by_line(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by line, the files in the order in which they come."""
    files: dict[Path, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.path, []).append(finding)
    return [each for found in files.values() for each in sorted(found, key=lambda one: one.line)]


def _put_options(issue: Yaml, options: ReadOptions) -> None:
    """Put what the user says of the issue instead of what its file says."""
    day = options.date.isoformat() if options.date else ""
    _put(issue, date=day, number=options.number, title=options.title)
    if isinstance(issue, dict) and (options.publication or options.language):
        publication = issue.setdefault("publication", {})
        _put(publication, name=options.publication, language=options.language)


def _put(values: Yaml, **chosen: str) -> None:
    if isinstance(values, dict):
        values |= {key: clean_text(value) for key, value in chosen.items() if value}
