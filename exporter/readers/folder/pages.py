"""The pages of an issue folder: their labels, advertisements and facsimiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from exporter.errors import UsageError
from exporter.findings import errors
from exporter.model import (
    Advertisement,
    AdvertisementHead,
    AdvertisementText,
    Article,
    Facsimile,
    FacsimileHead,
    IssueHead,
    Page,
    PageHead,
    PageText,
    Region,
)
from exporter.nearest import meant, unknown
from exporter.options import ReadOptions
from exporter.readers.folder.articles import (
    FolderArticles,
    fields_of,
)
from exporter.readers.folder.issue_files import (
    ISSUE_FILE,
)
from exporter.readers.tools.natural_order import natural
from exporter.readers.tools.spreads import spread_faults
from exporter.readers.tools.zones import faults, listed, of_edition
from exporter.readers.word.office_file import SUFFIXES as DOCUMENTS
from exporter.yamlfile import YamlText


class FolderPages(FolderArticles):
    """Reads the pages that issue.yaml lists, or else those that have a folder."""

    def __init__(self, root: Path, options: ReadOptions) -> None:
        super().__init__(root)
        self.options = options

    def pages(self, head: IssueHead, parsed: YamlText) -> tuple[Page, ...]:
        """Read the pages of the requested edition, with their articles, in order."""
        folders = self.folders()
        heads = head.pages or tuple(PageHead(label=label) for label in folders)
        self.listed = {each.head.label: each for each in listed(heads)}
        self.judge_empty(heads, folders)
        self.judge_labels(heads, folders, parsed)
        if folders and not errors(self.findings):
            self.judge_folders(heads, parsed)
        main = self.listed
        self.choose_edition(head, parsed)
        self.judge_skybox(head, main | self.listed, parsed)
        for place, message, advice in spread_faults(list(self.listed.values())):
            self.add("issue-spread", self.file, parsed.line(place), message, advice)
        self.number_articles(list(self.listed))
        if self.options.jobs != 1:
            self.read_later_pages_beside()
        try:
            pages = tuple(self.page(each.head, parsed, each.place) for each in self.listed.values())
        finally:
            self.later.end()  # an interrupted program leaves none behind
        return self.linked(self.joined(pages))

    def judge_empty(self, heads: Sequence[PageHead], folders: Sequence[str]) -> None:
        """Note an issue without pages, or without articles and printed pages."""
        if not heads:
            self.add(
                "issue-empty",
                self.file,
                0,
                "the issue has no pages",
                "list them under `pages:`, or make a folder for each with its articles in it",
            )
        elif not folders and not any(head.facsimile for head in heads):
            self.add(
                "issue-empty",
                self.file,
                0,
                "the issue has no articles",
                "put one Markdown file for each article into the folder of its page",
            )

    def choose_edition(self, head: IssueHead, parsed: YamlText) -> None:
        """Use the pages of the requested edition instead of the main one's.

        Raises `UsageError` for an edition that the issue does not have.
        """
        for place, message, advice in faults(head.editions, list(self.listed), self.root):
            self.add("issue-edition", self.file, parsed.line(place), message, advice)
        wanted = self.options.edition
        codes = [each.code for each in head.editions]
        if not wanted or errors(self.findings):
            return
        if not codes:
            raise UsageError(f"--zone: {self.root} has no editions, name them in issue.yaml")
        if wanted not in codes:
            raise UsageError(f"--zone: {unknown('edition', wanted, codes)}")
        number = codes.index(wanted)
        pages = list(self.listed.values())
        made = of_edition(pages, head.editions[number], ("editions", number), self.root, natural)
        self.listed = {each.head.label: each for each in made}

    def judge_skybox(self, head: IssueHead, known: Iterable[str], parsed: YamlText) -> None:
        """Note labels in the skybox that no page of the main edition or the requested one has."""
        for label in head.skybox:
            if label not in known:
                message, advice = f"`skybox`: there is no page `{label}`", meant(label, known)
                self.add("issue-bad-value", self.file, parsed.line(("skybox",)), message, advice)

    def judge_labels(
        self, heads: tuple[PageHead, ...], folders: list[str], parsed: YamlText
    ) -> None:
        """Note labels that are listed twice, can't be labels, or are missing in the list."""
        seen: set[str] = set()
        for index, page in enumerate(heads):
            line = parsed.line(("pages", index, "label"))
            # File systems and EPUB (OCF 3.3 §4.2.3) take A01 and a01 for the same name.
            if page.label.casefold() in seen:
                self.add(
                    "issue-page-twice",
                    self.file,
                    line,
                    f"page `{page.label}` is listed twice",
                    "give each page its own label",
                )
            if "/" in page.label or "\\" in page.label or page.label.startswith("."):
                self.add(
                    "issue-bad-value",
                    self.file,
                    line,
                    f"`{page.label}` can't be a page label",
                    "write it as printed, such as 01 or A01",
                )
            seen.add(page.label.casefold())
        self.judge_unlisted({page.label for page in heads}, folders)

    def judge_unlisted(self, listed: set[str], folders: list[str]) -> None:
        """Note folders of no listed page; 01 may be the folder of a page listed as 1."""
        bare = {label.lstrip("0"): label for label in listed.difference(folders)}
        for label in (each for each in folders if each not in listed):
            message = f"folder `{label}` has articles but is not listed under `pages:`"
            advice = f"add `- label: {label}` to {ISSUE_FILE} or move the folder away"
            if page := bare.get(label.lstrip("0")):
                message = f"is the folder of page `{page}` under another name"
                advice = f"write `label: '{label}'` in {ISSUE_FILE}, or rename the folder"
            self.add("issue-page-unlisted", self.root / label, 0, message, advice)

    def judge_folders(self, heads: tuple[PageHead, ...], parsed: YamlText) -> None:
        """Warn of pages that would come out blank."""
        facing = {page.spread for page in heads}
        for index, page in enumerate(heads):
            shown = page.facsimile or page.advertisements or page.spread or page.label in facing
            if shown or (self.root / page.label).is_dir():
                continue
            line = parsed.line(("pages", index, "label"))
            message = f"page `{page.label}` has no folder, so it is empty"
            advice = f"make the folder `{page.label}/` with its articles, or remove the page"
            self.add("issue-page-missing", self.file, line, message, advice)

    def page(self, head: PageHead, parsed: YamlText, place: tuple[str | int, ...]) -> Page:
        """Read a page; `place` is where issue.yaml has it."""
        articles = self.articles(head.label)
        of_facsimile = (*place, "facsimile")
        facsimile = head.facsimile and self.facsimile(
            head.facsimile, parsed, of_facsimile, articles
        )
        return Page(
            articles=tuple(article for article in articles.values() if article),
            facsimile=facsimile,
            advertisements=tuple(
                self.advertisement(box, parsed, (*place, "advertisements", number))
                for number, box in enumerate(head.advertisements)
            ),
            **fields_of(head, PageText),
        )

    def advertisement(
        self, head: AdvertisementHead, parsed: YamlText, place: tuple[str | int, ...]
    ) -> Advertisement:
        """Read the box of an advertisement; one without words for its artwork is a finding."""
        if (head.image or head.pdf) and not head.alt:
            self.add(
                "issue-advertisement-alt",
                self.file,
                parsed.line(place),
                "an advertisement has no alternative text",
                "say in `alt` what is advertised",
            )
        return Advertisement(
            picture=self.picture(head.image, parsed, (*place, "image")),
            pdf=self.pdf(head.pdf, parsed, (*place, "pdf")),
            **fields_of(head, AdvertisementText),
        )

    def facsimile(
        self,
        head: FacsimileHead,
        parsed: YamlText,
        place: tuple[str | int, ...],
        articles: dict[str, Article | None],
    ) -> Facsimile:
        """Read a facsimile and the regions on it that belong to `articles`, by file name."""
        regions = []
        for index, region in enumerate(head.regions):
            names = (region.article, *(f"{region.article}{each}" for each in (".md", *DOCUMENTS)))
            name = next((name for name in names if name in articles), None)
            article = articles[name] if name else None
            if article:
                regions.append(Region(article=article.id, points=region.points))
            elif not name:
                line = parsed.line((*place, "regions", index, "article"))
                self.add(
                    "issue-region",
                    self.file,
                    line,
                    f"a region names `{region.article}`, which is not an article of its page",
                    "write the file name of an article in the folder of the page",
                )
        return Facsimile(
            picture=self.picture(head.image, parsed, (*place, "image")),
            alt=head.alt,
            pdf=self.pdf(head.pdf, parsed, (*place, "pdf")),
            bleed=head.bleed,
            regions=tuple(regions),
        )
