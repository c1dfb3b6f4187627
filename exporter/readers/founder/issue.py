"""One issue of a web edition: its pages in order, and which article is on which page."""

from __future__ import annotations

import re
from datetime import date as Date
from pathlib import Path

from exporter.amounts import amount
from exporter.pictures.files import PictureError, measure
from exporter.readers.founder.articles import ArticleFile
from exporter.readers.founder.names import label_of_file
from exporter.readers.founder.pages import Claim, PageFile
from exporter.readers.tools import markup
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import number_beside_a_date
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage
from exporter.readers.tools.stubs import headline_alone
from exporter.repair.script import guess_language

CN_NUMBER = re.compile(r"CN\s*(\d{2}-\d{4}(?:/[A-Z])?)")
OLD_ARTICLE = re.compile(r"nw\.D110000[a-z]*_\d{8}_\d+-([A-Za-z]?\d+)", re.IGNORECASE)
MAX_NAMED = 10  # headlines that a message names


class Edition:
    """The page files and article files of one issue."""

    def __init__(
        self,
        assembly: Assembly,
        pages: list[PageFile],
        articles: dict[str, ArticleFile],
        date: Date | None,
    ) -> None:
        self.assembly, self.pages, self.articles, self.day = assembly, pages, articles, date
        self.placed: set[str] = set()
        texts = "".join(page.text[:20_000] for page in pages[:4])
        self.visible = markup.text(markup.without_code(texts))
        self.language = assembly.options.language or guess_language(self.visible)

    def draft(self) -> Draft:
        """Return the issue as the files have it."""
        cn_number = CN_NUMBER.search(self.visible)
        neighbours: dict[str, Date] = {}
        for page in self.pages:
            neighbours = page.neighbours | neighbours
        return Draft(
            name=next((page.name for page in self.pages if page.name), ""),
            language=self.language,
            date=self.day,
            number=number_beside_a_date(self.visible),
            cn_number=f"CN {cn_number[1]}" if cn_number else "",
            previous=neighbours.get("previous"),
            next=neighbours.get("next"),
            pages=self.draft_pages(),
        )

    # Pages --------------------------------------------------------------------------------

    def draft_pages(self) -> list[DraftPage]:
        """Return the pages in the order of the list of pages, those without a file too."""
        order = self.order()
        owners = self.owners()
        files = {page.key: page for page in self.pages}
        drafts: list[DraftPage] = []
        missing = []
        for key, (label, section) in order.items():
            page = files.get(key)
            if page:
                drafts.append(self.draft_page(page, label, section, owners))
            else:
                missing.append(label or section)
                drafts.append(DraftPage(label, section, source=self.assembly.root / "page"))
        if missing:
            message = (
                f"lacks the files of {amount(len(missing), 'page')}: {', '.join(missing[:30])}"
            )
            self.assembly.warn("source-page", self.assembly.root, 0, message, "save them too")
        self.add_unlisted(drafts)
        return drafts

    def order(self) -> dict[str, tuple[str, str]]:
        """Return label and section of each page by its key, in order.

        A page that no list names comes last, unless it is a copy (index.html) of one that does.
        """
        order: dict[str, tuple[str, str]] = {}
        for page in self.pages:
            for key, label, section in page.listed:
                known = order.get(key, ("", ""))
                order[key] = (known[0] or label, known[1] or section)
        keys = {page.key for page in self.pages}
        labels = {label for key, (label, _) in order.items() if label and key in keys}
        for page in self.pages:
            label = page.label or label_of_file(page.path.name)
            if page.key not in order and (not label or label not in labels):
                order[page.key] = (label, page.section)
        return {
            key: (label or label_of_file(key), section) for key, (label, section) in order.items()
        }

    def draft_page(
        self, page: PageFile, label: str, section: str, owners: dict[str, PageFile]
    ) -> DraftPage:
        """Put the articles of a page on it, then the headlines without an article."""
        draft = DraftPage(
            label,
            section or page.section,
            source=page.path,
            facsimile=page.picture,
            pdf=page.pdf,
            regions=self.scaled(page),
        )
        alone: list[DraftArticle] = []
        missing = []
        for key, link in page.articles.items():
            if owners.get(key) is not page or key in self.placed:
                continue
            file = self.articles.get(key)
            if file:
                self.place(key, draft, link.headline)
            elif link.headline or link.claim:
                missing.append("".join(link.headline)[:30] or key)
                if link.headline and self.is_own(page, link.claim):
                    alone.append(headline_alone(link.headline, page.path, self.language))
        draft.articles += alone
        if missing:
            names = "; ".join(missing[:MAX_NAMED])
            many = amount(len(missing), "article")
            message = f"links to {many} not in the folder: {names}"
            self.assembly.warn("source-article", page.path, 0, message, "save them too")
        return draft

    def place(self, key: str, page: DraftPage, listed: tuple[str, ...] = ()) -> None:
        """Put an article on a page; without a headline of its own it has the listed one."""
        article = self.articles[key].draft
        if listed and (not article.headline or self.articles[key].is_untitled):
            article.headline = listed
        page.articles.append(article)
        self.placed.add(key)

    # Which article is where ---------------------------------------------------------------

    def owners(self) -> dict[str, PageFile]:
        """Return the page of each article that pages link to, by its key.

        The map of a page and its first list name its own articles; what is in other lists
        alone is on the page that the article itself names, if the issue has it.
        """
        owners: dict[str, PageFile] = {}
        for page in self.pages:
            for key, link in page.articles.items():
                known = owners.get(key)
                if known is None or link.claim > known.articles[key].claim:
                    owners[key] = page
        for key, page in list(owners.items()):
            if page.articles[key].claim is not Claim.MAP and key in self.articles:
                self.ask_article(key, owners)
        return owners

    def ask_article(self, key: str, owners: dict[str, PageFile]) -> None:
        """Give an article that several pages list, or one as another's, to the page it names."""
        file = self.articles[key]
        named = [page for page in self.pages if file.is_on(page.label, page.section)]
        linked = [page for page in named if key in page.articles]
        if linked:
            owners[key] = linked[0]
            return
        claim = owners[key].articles[key].claim
        if claim is Claim.OTHER_LIST and self.is_elsewhere(file, owners[key]):
            del owners[key]

    def is_elsewhere(self, file: ArticleFile, page: PageFile) -> bool:
        """Whether an article names another page of the list than the one that links to it."""
        entries = {(label, section) for one in self.pages for _, label, section in one.listed}
        others = entries - {(page.label, page.section)}
        return any(file.is_on(*entry) for entry in others)

    @staticmethod
    def is_own(page: PageFile, claim: Claim) -> bool:
        """Whether a headline is the page's own; without a map all its lists may be."""
        has_map = any(link.claim is Claim.MAP for link in page.articles.values())
        return claim is not Claim.OTHER_LIST or not has_map

    def add_unlisted(self, drafts: list[DraftPage]) -> None:
        """Put the articles that no page links to on the page that they name."""
        unplaced = []
        for key, file in sorted(self.articles.items()):
            if key in self.placed:
                continue
            match = OLD_ARTICLE.match(file.path.name)
            file.label = file.label or (match[1] if match else "")
            page = next((page for page in drafts if file.is_on(page.label, page.section)), None)
            if page:
                self.place(key, page)
            else:
                unplaced.append(file.draft)
        if unplaced:
            message = f"has {amount(len(unplaced), 'article')} that no page links to"
            advice = "they are put on a page of their own at the end"
            self.assembly.warn("source-article", self.assembly.root, 0, message, advice)
            drafts.append(DraftPage("+", articles=unplaced, source=unplaced[0].source))

    # Pictures -----------------------------------------------------------------------------

    def scaled(self, page: PageFile) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
        """Return the regions in pixels of the picture's file, not of the shown picture."""
        across, down = page.shown
        size = self.size(page.picture, page.path)
        if size is None:
            return page.regions
        x = size[0] / across if across else size[1] / down if down else 1
        y = size[1] / down if down else x
        return [
            (key, tuple((round(left * x, 2), round(top * y, 2)) for left, top in points))
            for key, points in page.regions
        ]

    def size(self, address: str, path: Path) -> tuple[int, int] | None:
        """Return width and height in pixels of a picture, if it is there."""
        try:
            picture = measure(self.assembly.file_of(address.partition("?")[0], path))
        except (PictureError, OSError):
            return None
        return picture.width, picture.height
