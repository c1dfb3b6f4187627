"""The edition: an issue as XHTML documents and the pictures they show.

Links between documents are `name.xhtml#id` and pictures are `images/name`, so a writer may package
the documents one by one or, ids being unique in the whole issue, all in one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cached_property
from hashlib import sha256

from exporter.edition.documents import (
    AdvertisementsDocument,
    ArticleDocument,
    Document,
    DocumentKind,
    FrontMatter,
    PageDocument,
    advertisements_document,
    article_document,
)
from exporter.edition.parts import Shown
from exporter.edition.phrases import count_of_issue
from exporter.edition.style import Style
from exporter.languages.dates import long_date
from exporter.languages.digits import in_digits, page_number
from exporter.languages.labels import Labels
from exporter.model import Article, Figure, Issue, Neighbour, Page, Picture, is_spread
from exporter.numbering import Numbering, read_numbering
from exporter.pictures.drawings import PLAIN_SETTING, Setting
from exporter.pictures.files import PHOTOGRAPHS, PictureFile, packed_type
from exporter.pictures.fit import FULL, Limit, fit

DRAWING = "image/svg+xml"
PORTRAIT = 1.1  # height by width from which a picture stands upright; figure.xhtml has it too


@dataclass(frozen=True)
class Resource:
    """A picture of the edition under the name that documents use."""

    name: str
    picture: Picture
    setting: Setting = PLAIN_SETTING

    @property
    def media_type(self) -> str:
        """Its media type as packed."""
        return packed_type(self.picture)

    @cached_property
    def file(self) -> PictureFile:
        """The picture as PDFs show it; raises `PictureError` if it can't be decoded."""
        return self.fitted(FULL)

    def fitted(self, limit: Limit) -> PictureFile:
        """Return the picture within a limit; raises `PictureError` if it can't be decoded."""
        return fit(self.picture, limit, self.setting)

    def digest(self) -> str:
        """Return a digest of everything that it shows; a drawing may show other pictures."""
        is_drawing = self.picture.media_type == DRAWING
        data = self.file.data if is_drawing else self.picture.path.read_bytes()
        return f"{sha256(data).hexdigest()} {self.picture.media_type} {self.picture.orientation}"

    def original(self) -> bytes:
        """Return the file as it was sent, for the press; its EXIF orientation still stands."""
        return self.picture.path.read_bytes()


@dataclass
class Contents:
    """The documents of an edition, its pictures by name, and their names."""

    documents: list[Document] = field(default_factory=list)
    resources: dict[str, Resource] = field(default_factory=dict)
    names: dict[Picture, str] = field(default_factory=dict)


def _filled(_: Contents) -> None:
    """Do nothing: all is there."""


@dataclass
class Edition:
    """All that the writers need: the issue, its documents in reading order, its pictures."""

    issue: Issue
    labels: Labels
    style: Style
    fill: Callable[[Contents], None]

    @cached_property
    def contents(self) -> Contents:
        """Its documents and pictures, made when they are first asked for."""
        contents = self.contents = Contents()  # templates ask for what is made so far
        try:
            self.fill(contents)
        except BaseException:
            del self.contents
            raise
        self.fill = _filled  # the other one is in a circle with this edition
        return contents

    @property
    def documents(self) -> list[Document]:
        """Its documents, in reading order."""
        return self.contents.documents

    @property
    def resources(self) -> dict[str, Resource]:
        """Its pictures, by the names that documents use."""
        return self.contents.resources

    @property
    def names(self) -> dict[Picture, str]:
        """The names of its pictures."""
        return self.contents.names

    @property
    def language(self) -> str:
        """Language of the publication."""
        return self.issue.publication.language

    @cached_property
    def setting(self) -> Setting:
        """The files and fonts that the drawings of the issue may use."""
        return Setting(self.issue.root, self.style.families(self.language))

    @property
    def masthead(self) -> str:
        """The name of the picture of the masthead; empty if it has none."""
        picture = self.issue.masthead
        return self.names[picture] if picture else ""

    @property
    def date(self) -> str:
        """The date of the issue with its weekday, in its language."""
        return long_date(self.issue.date, self.language)

    def day(self, date: Date) -> str:
        """Another day in the language of the publication."""
        return long_date(date, self.language)

    @property
    def number(self) -> str:
        """The number of the issue as shown: 第407期, Vol. XLII, No. 7; or nothing."""
        return self.counted(count_of_issue(self.issue.numbering, self.labels))

    def number_of(self, neighbour: Neighbour) -> str:
        """The number of another issue as shown."""
        count = read_numbering(neighbour.number) or Numbering(neighbour.number)
        return self.counted(count_of_issue(count, self.labels))

    def counted(self, text: str) -> str:
        """A text with numbers in the digits of the publication's language."""
        return in_digits(text, self.language)

    @property
    def title(self) -> str:
        """Name of the publication, title, number and date of the issue in one line."""
        parts = (self.issue.publication.name, self.issue.title, self.number, self.date)
        return " ".join(filter(None, parts))

    def images(self, article: Article) -> list[Shown]:
        """Return the pictures of an article, in its order."""
        return [self.shown(figure, article) for figure in article.figures]

    def shown(self, figure: Figure, article: Article) -> Shown:
        """Return a picture of an article as templates show it."""
        picture, words = figure.picture, figure.words
        return Shown(
            self.names[picture],
            words.alt or str(words.caption) or article.title,
            picture.height > picture.width * PORTRAIT,
            picture.height / picture.width,
            figure.crop == "none" or picture.media_type not in PHOTOGRAPHS,
            " ".join(f"{share * 100:.1f}%" for share in figure.focus or ()),
        )

    def load_pictures(self) -> None:
        """Read all pictures at full size; raises `PictureError` for one that can't be decoded."""
        for resource in self.resources.values():
            _ = resource.file

    def render(self, template: str, **context: object) -> str:
        """Fill in a template of the style; raises `UsageError` if that fails."""
        return self.style.render(template, context)

    def render_document(self, template: str, **context: object) -> str:
        """Fill in a template with the variables of all documents, and those of `context`."""
        known = {
            "issue": self.issue,
            "edition": self,
            "labels": self.labels,
            "article_document": article_document,
            "advertisements_document": advertisements_document,
            "page": None,
            "article": None,
        }
        return self.style.render(template, known | context)

    @property
    def page_documents(self) -> list[PageDocument]:
        """The documents of the pages of the issue, in order."""
        return [each for each in self.documents if isinstance(each, PageDocument)]

    @property
    def article_documents(self) -> list[ArticleDocument]:
        """The documents of its articles, in order."""
        return [each for each in self.documents if isinstance(each, ArticleDocument)]

    @property
    def advertisements_documents(self) -> list[AdvertisementsDocument]:
        """The documents of the advertisements of its pages, in order."""
        return [each for each in self.documents if isinstance(each, AdvertisementsDocument)]

    @cached_property
    def reading_order(self) -> dict[str, int]:
        """The place of each article in the issue, by its id: from 0 on."""
        return {each.article.id: place for place, each in enumerate(self.article_documents)}

    def front_matter(self, kind: DocumentKind) -> FrontMatter:
        """Return the front page, or a list that leads through the issue."""
        found = (each for each in self.documents if isinstance(each, FrontMatter))
        return next(each for each in found if each.kind is kind)

    def facing_articles(self, page: Page) -> tuple[Article, ...]:
        """Return the articles of the other page of a spread; of a single page, none."""
        facing = self.facing_page(page)
        return facing.articles if facing else ()

    def facing_page(self, page: Page) -> Page | None:
        """Return the other page of a spread; of a single page, none."""
        pages = self.issue.pages
        spreads = (number for number in range(len(pages)) if is_spread(pages, number))
        pairs = (pages[number : number + 2] for number in spreads)
        pair = next((pair for pair in pairs if page in pair), ())
        return next((each for each in pair if each is not page), None)

    def page_name(self, page: Page) -> str:
        """A page as shown: 第01版 头版, Page 1 Front Page."""
        return f"{self.page_label(page)} {page.section}".strip()

    def page_label(self, page: Page) -> str:
        """A page's label as shown: 第01版, Page 1."""
        return self.page_words(self.labels.page, page.label)

    def page_words(self, words: str, label: str) -> str:
        """Put the label of a page into words that name it: Page 2, 第02版."""
        return self.counted(words.format(page_number(label, self.language)))
