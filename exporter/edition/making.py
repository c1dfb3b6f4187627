"""Issue → edition: every document rendered with the templates of a style."""

from __future__ import annotations

from dataclasses import replace as replaced
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from exporter.edition.article_text import add_dateline, byline_of, is_ready, name_media
from exporter.edition.cross_references import owners
from exporter.edition.documents import (
    NOT_PLAIN,
    AdvertisementsDocument,
    ArticleDocument,
    DocumentKind,
    FrontMatter,
    PageDocument,
    ShownAdvertisement,
    advertisements_document,
    article_document,
    page_document,
)
from exporter.edition.edition import Contents, Edition, Resource
from exporter.edition.equal_files import EqualFiles
from exporter.edition.gathered import gather_classifieds
from exporter.edition.labelled import label_advertisements
from exporter.edition.listings_and_puzzles import set_kind
from exporter.edition.parts import ArticleParts
from exporter.edition.quotation import with_quotation_marks
from exporter.edition.style import Style, find_style
from exporter.errors import InvalidSource
from exporter.findings import Finding
from exporter.languages.characters import WIDE
from exporter.languages.labels import Labels, labels, with_own
from exporter.model import Advertisement, Article, Figure, Issue, Page, Picture
from exporter.pictures.files import SUFFIXES, PictureError, packed_type
from exporter.remembered import as_before, remembered_for
from exporter.xhtml import Element, inner_links, inside, parse, placeholders, replace

NONE = Markup()
LONG_CREDIT = 32  # Latin letters, or half as many Chinese characters, that a narrow column holds


def make_edition(issue: Issue, style: Style | None = None) -> Edition:
    """Turn an issue into its documents, the newspaper's if no style is given.

    Its pictures are read when a writer asks for them. Raises `UsageError` for a template of the
    style that can't be filled in, `InvalidSource` for a PDF that can't be read.
    """
    edition = begin_edition(issue, style)
    _ = edition.contents
    return edition


def begin_edition(issue: Issue, style: Style | None = None) -> Edition:
    """Return an edition whose documents are made, as `make_edition` does, when a writer asks."""
    return _Maker(issue, style or find_style()).edition


class _Shown(NamedTuple):
    """A picture of a document, the name that was wanted for it, and the one that it got."""

    picture: Picture
    wanted: str
    name: str


class _Place(NamedTuple):
    """The page of an article, the name of its document, the articles beside, and its rank."""

    page: Page
    name: str
    before: Article | None
    after: Article | None
    rank: int


class _Maker:
    """Makes the documents of one edition."""

    def __init__(self, issue: Issue, style: Style) -> None:
        issue = with_quotation_marks(issue, issue.quotes or style.settings.quotes)
        own = issue.publication.labels | issue.labels
        words = with_own(labels(issue.publication.language), own)
        self.issue, homes = gather_classifieds(label_advertisements(issue, words))
        issue = self.issue
        self.edition = Edition(issue, words, style, self.make)
        self.files = EqualFiles()
        self.stored: dict[Path, str] = {}
        self.taken: set[str] = set()
        self.page_names = [page_document(page, index) for index, page in enumerate(issue.pages, 1)]
        self.articles = {article.id: article for article in issue.articles}
        self.articles |= {name: self.articles[home] for name, home in homes.items()}
        continued = [article for article in issue.articles if article.continues]
        self.origins = {article.continues: article.id for article in continued}
        ends = self.origins.keys() | self.origins.values()
        self.jumps = {
            article.id: (page, article)
            for page in (issue.pages if ends else ())
            for article in page.articles
            if article.id in ends
        }
        owners = [(name, article.id) for name, article in self.articles.items()]
        # What a document may show of the issue, but what stands beside its own article.
        self.around = as_before("edition", (issue.publication.language, words, owners))
        self.shown: list[_Shown] = []

    def make(self, contents: Contents) -> None:
        self.documents, self.resources = contents.documents, contents.resources
        self.names = contents.names
        masthead = self.issue.masthead and self.image(self.issue.masthead, "masthead")
        ear = self.issue.ear and self.issue.ear.picture
        ear_picture = self.image(ear, "ear") if ear else ""
        pages = list(zip(self.issue.pages, self.page_names, strict=True))
        name = self.issue.publication.name
        words = self.edition.labels
        self.front_matter(DocumentKind.FRONT, name, masthead=masthead, ear_picture=ear_picture)
        self.front_matter(DocumentKind.PAGES, words.page_navigation, pages=pages)
        self.front_matter(DocumentKind.HEADLINES, words.headline_navigation, pages=pages)
        articles = self.issue.articles
        around = zip((None, *articles), articles, (*articles[1:], None), strict=False)
        neighbours = {each.id: (before, after) for before, each, after in around}
        for page, page_name in pages:
            self.page(page, page_name)
            for rank, article in enumerate(page.articles, 1):
                self.article(article, _Place(page, page_name, *neighbours[article.id], rank))
            self.advertisements(page, page_name)

    def front_matter(self, kind: DocumentKind, title: str, **context: object) -> None:
        """Add a document that leads through the issue."""
        name = f"{kind}.xhtml"
        body = self.edition.render_document(name, title=title, **context)
        document = FrontMatter(name, title, body, self.edition.language, kind)
        self.documents.append(document)

    def page(self, page: Page, name: str) -> None:
        picture = page.facsimile and page.facsimile.picture
        image = self.image(picture, f"page-{page.label}") if picture else ""
        title = self.edition.page_name(page)
        body = self.edition.render_document("page.xhtml", title=title, name=name, page=page)
        document = PageDocument(name, title, body, self.edition.language, page, image)
        self.documents.append(document)

    def article(self, article: Article, place: _Place) -> None:
        """Add the document of an article: that of before, if it is made of the same."""
        # Templates of a user may show anything of the issue.
        make = self.kept if self.edition.style.ours else self.filled
        self.documents.append(make(article, place))

    def kept(self, article: Article, place: _Place) -> ArticleDocument:
        """Return the document of an article as it was made before, or made anew."""
        page = place.page
        near = [each and each.id for each in (place.before, place.after)]
        ends = (self.jumps.get(self.origins.get(article.id, "")), self.jumps.get(article.continues))
        jumps = [each and (each[0].label, each[1].id) for each in ends]
        others = (self.around, page.label, page.section, place.name, near, place.rank, jumps)
        self.shown = []
        document, shown = remembered_for(
            article, "document", others, lambda: (self.filled(article, place), tuple(self.shown))
        )
        if any(self.image(each.picture, each.wanted) != each.name for each in shown):
            return self.filled(article, place)
        return document if document.page is page else replaced(document, page=page)

    def filled(self, article: Article, place: _Place) -> ArticleDocument:
        """Fill in the templates of an article."""
        words = labels(article.language) if article.language else self.edition.labels
        context = {
            "title": article.title,
            "page": place.page,
            "article": article,
            "page_document": place.name,
            "previous": place.before,
            "next": place.after,
            "rank": place.rank,
            "words": words,
        }
        parts = self.parts(article, place.page, words, context)
        body = self.edition.render_document("article.xhtml", parts=parts, **context)
        name, language = article_document(article), article.language or self.edition.language
        return ArticleDocument(name, article.title, body, language, place.page, article, parts)

    def parts(
        self, article: Article, page: Page, words: Labels, context: dict[str, object]
    ) -> ArticleParts:
        """Render the parts of an article, each with its template."""

        def part(template: str, **more: object) -> Markup:
            return linked(self.edition.render_document(template, **context, **more))

        def linked(xhtml: str) -> Markup:
            return self.linked(xhtml, article.id)

        def jump(to: str, text: str) -> Markup:
            found = self.jumps.get(to)
            return part("jump.xhtml", there=found[0], target=found[1], text=text) if found else NONE

        body, placed = self.body(article, page, words)
        heads = [number for number in range(len(article.figures)) if number not in placed]
        figures = (self.figure(article.figures[number], page) for number in heads)
        return ArticleParts(
            head=part("head.xhtml", byline=byline_of(article, words)),
            figures=tuple(map(linked, figures)),
            body=body,
            credit=part("credit.xhtml") if article.credit else NONE,
            came_from=jump(self.origins.get(article.id, ""), self.edition.labels.continued_from),
            goes_to=jump(article.continues, self.edition.labels.continued_on),
            turn=part("turn.xhtml"),
            pictures=tuple(
                self.edition.shown(article.figures[number], article)
                for number in sorted(
                    dict.fromkeys((*heads, *placed)),
                    key=lambda number: article.figures[number].is_portrait,
                )
            ),
        )

    def advertisements(self, page: Page, page_name: str) -> None:
        """Add the document of the advertisements of a page, if one of them has artwork."""
        shown = tuple(
            ShownAdvertisement(name, box)
            for number, box in enumerate(page.advertisements, 1)
            if (name := self.artwork(box, f"{page.label}-advertisement-{number}"))
        )
        if not shown:
            return
        name, label = advertisements_document(page_name), self.edition.page_label(page)
        title = f"{self.edition.labels.advertisements} {label}"
        body = self.edition.render_document(
            "advertisements.xhtml", title=title, page=page, shown=shown, page_document=page_name
        )
        document = AdvertisementsDocument(name, title, body, self.edition.language, page, shown)
        self.documents.append(document)

    def artwork(self, box: Advertisement, wanted: str) -> str:
        """Add the artwork of an advertisement to the edition; return its name, or nothing.

        `wanted` is the name without its suffix. Raises `InvalidSource` if its PDF can't be drawn.
        """
        if box.picture:
            return self.image(box.picture, wanted)
        if not box.pdf:
            return ""
        from exporter.edition.pdf_picture import pdf_picture  # its library is only loaded for PDFs

        name = self.free_name(wanted, ".jpg")
        try:
            self.resources[name] = pdf_picture(name, box.pdf, "image/jpeg")
        except PictureError as error:
            finding = Finding(error.rule, box.pdf, 0, error.message, error.advice)
            raise InvalidSource([finding]) from None
        return name

    def body(self, article: Article, page: Page, words: Labels) -> tuple[Markup, list[int]]:
        """Return the text of an article for documents, and the numbers of its figures."""
        if is_ready(article):
            return Markup(article.body), []
        root = parse(article.body)
        set_kind(root, article.kind)
        placed = []
        for place, number in placeholders(root):
            figure = self.figure(article.figures[number], page, inline=place.tag == "img")
            replace(place, parse(figure))
            placed.append(number)
        name_media(root, words)
        if article.dateline:
            add_dateline(root, words.dateline.format(article.dateline))
        self.link(root, article.id)
        return Markup(inside(root)), placed

    def linked(self, xhtml: str, source: str) -> Markup:
        """Return a part of the article `source` with its links to other articles."""
        if 'href="#' not in xhtml:
            return Markup(xhtml)
        root = parse(xhtml)
        self.link(root, source)
        return Markup(inside(root))

    def link(self, root: Element, source: str) -> None:
        """Point links from the article `source` into other articles to their documents."""
        for link, target in inner_links(root):
            name = next((name for name in owners(target) if name in self.articles), source)
            if name != source:
                owner = self.articles[name]
                place = "" if target == owner.id else f"#{target}"
                link.set("href", f"{article_document(owner)}{place}")

    def figure(self, figure: Figure, page: Page, inline: bool = False) -> str:
        name = self.image(figure.picture, f"{page.label}-{figure.picture.path.stem}")
        return self.edition.render(
            "figure.xhtml",
            words=figure.words,
            cut=figure,
            is_long=_width(str(figure.words.credit)) > LONG_CREDIT,
            picture=figure.picture,
            name=name,
            inline=inline,
        )

    def image(self, picture: Picture, wanted: str) -> str:
        """Add a picture to the edition, equal ones only once; return its name."""
        if picture not in self.names:
            first = self.files.first(picture.path)
            if first not in self.stored:
                self.stored[first] = self.resource(picture, wanted)
            self.names[picture] = self.stored[first]
        self.shown.append(_Shown(picture, wanted, self.names[picture]))
        return self.names[picture]

    def resource(self, picture: Picture, wanted: str) -> str:
        name = self.free_name(wanted, SUFFIXES[packed_type(picture)])
        self.resources[name] = Resource(name, picture, self.edition.setting)
        return name

    def free_name(self, wanted: str, suffix: str) -> str:
        """Return a name for a resource that no other has."""
        stem = NOT_PLAIN.sub("-", wanted).strip("-.") or "picture"
        name = f"images/{stem}{suffix}"
        number = 2
        # File systems and EPUB (OCF 3.3 §4.2.3) take a.png and A.png for the same name.
        while name.casefold() in self.taken:
            name = f"images/{stem}-{number}{suffix}"
            number += 1
        self.taken.add(name.casefold())
        return name


def _width(text: str) -> int:
    """Return how wide a text is, in Latin letters."""
    return len(text) + len(WIDE.findall(text))
