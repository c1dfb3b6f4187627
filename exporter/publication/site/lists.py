"""The pages of an issue that its record is enough for: its front, its lists, its printed pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

from exporter.publication.site.record import Card, IssueRecord, PageRecord, Shot
from exporter.publication.site.shell import Link, PageHead, Shell
from exporter.remembered import as_before, remembered_for

HEADLINES = 3  # of an issue, in the description of its front


@dataclass(frozen=True)
class IssueLists:
    """An issue by its record, with the issues before and after it."""

    shell: Shell
    record: IssueRecord
    before: Card | None = None
    after: Card | None = None
    masthead: Shot | None = None
    stylesheet: str = ""

    @property
    def card(self) -> Card:
        """What is known of the issue outside of it."""
        return self.record.card

    def pages(self) -> dict[str, str]:
        """Return the pages that name the neighbours, by their paths in the site."""
        folder = self.card.folder
        return {
            f"{folder}/index.html": self.front(f"{folder}/index.html"),
            f"{folder}/pages.html": self.list("pages", self.shell.labels.page_navigation),
            f"{folder}/headlines.html": self.list(
                "headlines", self.shell.labels.headline_navigation
            ),
        }

    def front(self, path: str) -> str:
        """Return the front of the issue, in its folder or, of the latest one, in the root."""
        here = "" if path.startswith(self.card.folder) else f"{self.card.folder}/"
        titles = (article.title for article in self.record.articles)
        first = next(iter(self.record.pages), None)
        head = PageHead(
            path,
            self.card.name,
            "home",
            description=" · ".join(islice(titles, HEADLINES)),
            picture=self.picture(),
            links=self.around("index.html", path),
            stylesheet=self.stylesheet,
        )
        return self.shell.page(
            head,
            "front",
            **self.context(here, "index.html"),
            page_first=lambda page: page is first,
            masthead=self.masthead,
        )

    def picture(self) -> str:
        """Return the path in the site of the picture that stands for the issue."""
        found = (article.picture for article in self.record.articles if article.picture)
        shot = next(found, self.card.cover)
        return f"{self.card.folder}/{shot.name}" if shot else ""

    def list(self, name: str, title: str) -> str:
        """Return a list that leads through the issue."""
        head = PageHead(
            f"{self.card.folder}/{name}.html",
            f"{title} · {self.card.name}",
            name,
            links=self.around(f"{name}.html"),
            stylesheet=self.stylesheet,
        )
        context = self.context("", f"{name}.html")
        return self.kept(head, partial(self.shell.page, head, name, **context))

    def kept(self, head: PageHead, make: Callable[[], str]) -> str:
        """Return a page as it was made before, if it would show the same."""
        if not self.shell.style.ours:  # templates of a user may show anything of the issue
            return make()
        return remembered_for(IssueLists, head.path, (head, self.shown), make)

    @cached_property
    def shown(self) -> object:
        """What lists may show: not the texts of articles, nor the size of the whole files."""
        blank = {"digest": "", "summary": ""}
        pages = tuple(
            page.model_copy(
                update={"articles": tuple(each.model_copy(update=blank) for each in page.articles)}
            )
            for page in self.record.pages
        )
        files = tuple(each for each in self.card.downloads if each.page)
        card = self.card.model_copy(update={"digest": "", "downloads": files})
        around = (self.shell, self.before, self.after, self.masthead, self.stylesheet)
        record = self.record.model_copy(update={"pages": pages, "card": card, "making": ""})
        return as_before(
            f"lists of {card.folder}", (record.model_copy(update={"files": ()}), around)
        )

    def printed_pages(self) -> dict[str, str]:
        """Return the printed pages by their paths in the site."""
        pages = self.record.pages
        rows = zip((None, *pages), pages, (*pages[1:], None), strict=False)
        return {
            f"{self.card.folder}/{page.name}": self.printed(page, before, after)
            for before, page, after in rows
        }

    def printed(self, page: PageRecord, before: PageRecord | None, after: PageRecord | None) -> str:
        """Return a printed page: its facsimile and its articles."""
        label = self.page_label(page.label)
        links = [Link("up", "pages.html")]
        links += [Link("prev", before.name)] if before else []
        links += [Link("next", after.name)] if after else []
        head = PageHead(
            f"{self.card.folder}/{page.name}",
            f"{label} {page.section} · {self.card.name}".replace("  ", " "),
            "page",
            picture=f"{self.card.folder}/{page.thumbnail.name}" if page.thumbnail else "",
            links=links,
            stylesheet=self.stylesheet,
        )
        files = [file for file in self.card.downloads if file.page == page.label]
        spread = (each for each in self.record.pages if each.label in (page.label, page.facing))
        titles = {article.id: article.title for each in spread for article in each.articles}
        around = {"before": before, "after": after}
        context = self.context("", "pages.html") | around
        context |= {"page": page, "files": files, "titles": titles}
        return self.kept(head, partial(self.shell.page, head, "page", **context))

    def context(self, here: str, document: str) -> dict[str, object]:
        """Return the variables for the templates of an issue's pages."""
        return {
            "record": self.record,
            "card": self.card,
            "before": self.before,
            "after": self.after,
            "here": here,
            "document": document,
            "page_label": self.page_label,
            "is_undivided": self.shell.is_undivided(self.record),
        }

    def page_label(self, label: str) -> str:
        """Return the label of a page as shown."""
        return self.shell.name_of(self.record, self.shell.page_label(label))

    def around(self, document: str, path: str = "") -> tuple[Link, ...]:
        """Return the links to the same page of the issues before and after."""
        root = "../" * (path or f"{self.card.folder}/{document}").count("/")
        found = [
            Link(rel, f"{root}{card.folder}/{document}")
            for rel, card in (("prev", self.before), ("next", self.after))
            if card
        ]
        here = f"{self.card.folder}/" if path == "index.html" else ""
        return (*found, Link("alternate", f"{here}manifest.json", "application/webpub+json"))
