"""Make a book from an edition: documents, navigation, metadata, cover, printed pages, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from exporter.beside import LONG, Step, beside, in_halves, may_fork
from exporter.edition import Document, Edition, PageDocument
from exporter.edition.documents import (
    DocumentKind,
    FrontMatter,
    article_document,
)
from exporter.edition.style.css import without_comments
from exporter.findings import Finding
from exporter.languages.tags import direction, script
from exporter.options import Options
from exporter.pictures.files import PictureFile
from exporter.remembered import remembered_for
from exporter.writers.epub.accessibility import add_accessibility, add_claim
from exporter.writers.epub.bodies import NAV, Bodies
from exporter.writers.epub.claim import refutations
from exporter.writers.epub.cover import COVER, cover_rules, make_cover
from exporter.writers.epub.embedding import Face, characters, make_faces, rare_characters, style
from exporter.writers.epub.facsimile import SPINE, Sheet, make_sheets
from exporter.writers.epub.fitting import BookPictures, facsimile_limit, modern_names, style_files
from exporter.writers.epub.joined import MANY, join
from exporter.writers.epub.metadata import describe, modified
from exporter.writers.epub.name_index import INDEX, index_of
from exporter.writers.epub.navigation import Listed, first_document, page_entries
from exporter.writers.epub.package import Book, Item
from exporter.writers.epub.variants import Variant
from exporter.writers.epub.xhtml_document import XhtmlDocument

XHTML = "application/xhtml+xml"
STYLESHEET = "style.css"
# Lists that are reached by links, and skipped when turning pages.
SKIPPED = (DocumentKind.PAGES, DocumentKind.HEADLINES, "index")


Made = tuple[list[Item], dict[str, XhtmlDocument]]


class MadeBook(NamedTuple):
    """A book, the pictures in it, and what was found while it was made."""

    book: Book
    pictures: BookPictures
    findings: list[Finding]


def make_book(edition: Edition, options: Options) -> MadeBook:
    """Make the book of an edition.

    Raises `PictureError` for a picture and `UsageError` for a font that can't be used.
    """
    if options.jobs == 1:  # the other cores have issues of their own
        maker = _Maker(edition, options)
        maker.make()
        return maker.finish(*make_cover(edition, options))
    if not may_fork():
        _ = edition.contents  # a thread would find half of them
    with beside(partial(make_cover, edition, options)) as cover:
        maker = _Maker(edition, options)
        maker.make()
        return maker.finish(*cover())


class _Maker:
    """Makes one book."""

    def __init__(self, edition: Edition, options: Options) -> None:
        self.edition, self.options = edition, options
        self.book = Book(modified(edition.issue))
        self.entries = page_entries(edition)
        self.sheets: dict[str, Sheet] = {}
        if options.facsimiles is not False:
            self.sheets = make_sheets(edition, facsimile_limit(options))
        listed = map(edition.front_matter, (DocumentKind.FRONT, DocumentKind.HEADLINES))
        self.others = [Listed(each.name, each.title) for each in listed]
        self.index = index_of(edition)
        if self.index:
            self.others.append(Listed(INDEX, edition.labels.index))
        self.vertical = options.writing == "vertical"
        self.bodies = Bodies(edition, self.entries, self.sheets, self.others, self.vertical)
        self.renamed = modern_names(edition) if options.modern else {}
        self.documents: list[Item] = []
        self.written: dict[str, XhtmlDocument] = {}
        self.moved: dict[str, str] = {}  # where articles are that share a document

    def make(self) -> None:
        """Make all documents but the cover's."""
        steps = [*self.steps()]
        size = sum(len(each.body) for each in self.edition.documents)
        if size >= LONG and self.options.jobs != 1:
            in_halves(steps, self.made_by, self.take)
        else:
            self.made_by(steps)
        if self.index:
            body = self.bodies.render("index", parts=self.index, article_document=article_document)
            self.add(INDEX, self.edition.labels.index, "index", body)
        names = frozenset(each.name for each in self.edition.article_documents)
        if len(names) > MANY:
            fronts = {*self.bodies.page_documents.values()} - {self.bodies.contents}
            self.documents, self.moved = join(self.documents, self.written, names, fronts)

    def steps(self) -> Iterator[Step]:
        """Yield what makes each document, in reading order."""
        documents = self.edition.documents
        last = [each for each in documents if isinstance(each, FrontMatter)]
        printed: Sheet | None = None
        for document in (*[each for each in documents if each not in last], *last):
            if isinstance(document, PageDocument | FrontMatter):
                yield partial(self.sheet, printed)
                printed = self.sheets.get(document.name)
            yield partial(self.document, document)
        yield partial(self.sheet, printed)

    def made_by(self, steps: Sequence[Step]) -> Made:
        """Take steps; return the documents that are there then."""
        for step in steps:
            step()
        return self.documents, self.written

    def take(self, made: Made) -> None:
        """Add documents that were made in a fork."""
        self.documents += made[0]
        self.written |= made[1]

    def finish(self, cover: PictureFile | None, findings: list[Finding]) -> MadeBook:
        """Put the parts together; `cover` is its picture, or None."""
        book, edition, self.packed = self.book, self.edition, self.pictures()
        # Send to Kindle refuses books with `--` in comments.
        sheet = without_comments(edition.style.rules("epub.css"))
        if cover:
            name = f"cover{cover.suffix}"
            body = edition.render("epub/cover.xhtml", name=name, edition=edition)
            rules = cover_rules(sheet, edition.language) if self.moved else ""
            self.add(COVER, edition.labels.cover, "cover", body, rules=rules)
            item = Item(name, cover.data, cover.media_type, "cover-image", "cover-image")
            if cover.media_type == "image/jpeg":
                item.data = partial(self.packed.cover, cover.data)
            book.add_item(item)
        for item in self.documents:
            book.add_item(item)
        book.spine = list(self.documents)
        faces = self.faces()
        for item in style_files(edition.style, sheet):
            book.add_item(item)
        findings += self.narration()
        book.add_item(Item(STYLESHEET, (sheet + style(faces)).encode(), "text/css", "style"))
        findings += self.describe(sheet, bool(cover))
        self.navigation(bool(cover))
        for item in self.packed.items():
            book.add_item(item)
        return MadeBook(book, self.packed, [*findings, *rare_characters(edition, faces)])

    # Documents ----------------------------------------------------------------------------

    def document(self, document: Document) -> None:
        """Wrap a document of the edition."""
        body = self.bodies.of(document)
        self.add(
            document.name,
            document.title,
            document.kind,
            body.xhtml,
            language=document.language,
            linked_data=body.linked_data,
            has_heads=body.has_heads,
        )

    def sheet(self, sheet: Sheet | None) -> None:
        """Add the document of a printed page, which stands after the page's articles."""
        if sheet is None:
            return
        title = self.edition.labels.facsimile.format(self.edition.page_name(sheet.page))
        said = sheet.page.facsimile.alt if sheet.page.facsimile else ""
        body = self.bodies.render("facsimile", sheet=sheet, title=title, alternative=said or title)
        self.add(sheet.name, title, "facsimile", body, size=sheet.size, spine=SPINE)

    def add(
        self,
        name: str,
        title: str,
        kind: str,
        body: str,
        language: str = "",
        linked_data: str = "",
        size: tuple[int, int] | None = None,
        spine: str = "",
        has_heads: bool = False,
        rules: str = "",
    ) -> None:
        """Wrap a body as a document; `has_heads` keeps words whole, `rules` replace the sheet."""
        language = language or self.edition.language
        vertical = self.vertical and kind not in ("cover", "facsimile")
        text = self.edition.render(
            "epub/document.xhtml",
            title=title,
            language=language,
            direction=direction(language),
            classes=script(language) + " vertical" * vertical,
            kind=kind,
            body=Markup(body),
            linked_data=Markup(linked_data),
            size=size,
            stylesheet=STYLESHEET,
            rules=rules,
        )
        made = self.written[name] = self.parsed(name, text, language, vertical, has_heads)
        properties = " ".join(["nav"] * (name == NAV) + ["mathml"] * made.has_formulas)
        item = Item(name, made.data, XHTML, f"d-{name.removesuffix('.xhtml')}", properties, spine)
        item.is_linear = kind not in SKIPPED
        self.documents.insert(0 if kind == "cover" else len(self.documents), item)

    def parsed(
        self, name: str, text: str, language: str, vertical: bool, has_heads: bool
    ) -> XhtmlDocument:
        """Return the document of a text: the last of its name, if nothing in it has changed."""
        renamed = self.renamed

        def make() -> XhtmlDocument:
            return XhtmlDocument(
                text, language, vertical=vertical, has_heads=has_heads, renamed=renamed
            )

        if self.options.voice or self.options.lexicon:  # these change it
            return make()
        others = (text, language, vertical, has_heads, renamed)
        return remembered_for(XhtmlDocument, name, others, make)

    def narration(self) -> list[Finding]:
        """Add the lexicon and the audio that are asked for; return findings about the lexicon."""
        options, language = self.options, self.edition.language
        if not options.voice and not options.lexicon:
            return []
        from exporter.writers.epub.narration import lexicon_findings, narrate, pronounce

        written = [(item, self.written[item.file_name]) for item in self.documents]
        readings = pronounce(self.book, written, language, options.lexicon)
        if options.voice:
            narrate(self.book, written, language, options, readings)
        for item, made in written:
            item.data = made.serialised()
        return list(lexicon_findings(options.lexicon)) if options.lexicon else []

    def faces(self) -> list[Face]:
        """Add the requested fonts."""
        if not self.options.embed_fonts:
            return []
        faces = make_faces(
            self.options.embed_fonts, characters(self.edition), self.edition.language
        )
        for number, face in enumerate(faces, 1):
            self.book.add_item(Item(face.name, face.data, face.media_type, f"font-{number}"))
        self.book.prefixes += [
            "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
        ]
        self.book.add_meta("ibooks:specified-fonts", "true")
        return faces

    def describe(self, stylesheet: str, has_cover: bool) -> list[Finding]:
        """Add the metadata; return why conformance is not claimed, if the rules find anything."""
        describe(self.book, self.edition, Variant.of(self.edition.issue, self.options))
        add_accessibility(
            self.book,
            self.edition,
            facsimiles=bool(self.sheets),
            narrated=bool(self.options.voice),
        )
        issue = self.edition.issue
        claims = issue.publication.accessibility is not None
        documents = {name: made.root for name, made in self.written.items()} if claims else {}
        refuted = refutations(issue, documents, stylesheet, NAV)
        if issue.publication.accessibility and not refuted:
            add_claim(self.book, issue.publication.accessibility)
        if has_cover:
            self.book.add_old_meta("cover", "cover-image")
        if self.vertical:
            self.book.add_old_meta("primary-writing-mode", "vertical-rl")
        self.book.direction = "rtl" if self.vertical else direction(self.edition.language)
        return refuted

    def navigation(self, has_cover: bool) -> None:
        """Add the navigation for EPUB 2 readers: NCX and guide (OPF 2.0.1 §2.4.1, §2.6)."""
        text = self.edition.render(
            "epub/toc.ncx",
            edition=self.edition,
            identifier=self.book.uid,
            pages=self.entries,
            others=self.others,
            moved=self.moved,
        )
        self.book.add_item(Item("toc.ncx", text.encode(), "application/x-dtbncx+xml", "ncx"))
        words, start = self.edition.labels, first_document(self.edition)
        places = [("toc", words.contents, NAV), ("text", words.start, start)]
        for kind, title, name in [("cover", words.cover, COVER)] * has_cover + places:
            self.book.guide.append({"type": kind, "title": title, "href": name})

    def pictures(self) -> BookPictures:
        """Return the pictures of documents, which are converted when they are written."""
        used = {name for made in self.written.values() for name in made.pictures}
        sheets = self.sheets.values()
        return BookPictures.of(self.edition, self.options, used, sheets, self.renamed)
