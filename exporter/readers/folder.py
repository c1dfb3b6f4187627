"""Reader of the issue folder, the native source format.

2018-07-03/
  issue.yaml           publication, date, number, and the pages in order
  01/                  one folder a page, named by its label
    10-first-story.md  front matter + Markdown; the files' order is the order on the page
    20-second.docx     or a document of Word or OpenDocument
    photo.jpg
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel

from exporter import content
from exporter.content import Links, Remark
from exporter.errors import UsageError
from exporter.findings import Finding, Severity, errors
from exporter.model import (
    Advertisement,
    AdvertisementHead,
    AdvertisementText,
    Article,
    ArticleHead,
    Ear,
    EarText,
    Facsimile,
    FacsimileHead,
    Figure,
    FigureCut,
    FigureHead,
    FigureText,
    Issue,
    IssueHead,
    IssueText,
    Page,
    PageHead,
    PageText,
    Picture,
    Region,
    StyleChoice,
)
from exporter.nearest import unknown
from exporter.options import DEFAULT, ReadOptions
from exporter.pictures.files import PictureError, locate, measure
from exporter.readers.base import Reading
from exporter.readers.publication import (
    SOME_PUBLICATION,
    publication_above,
    shared_masthead,
    shared_style,
)
from exporter.readers.tools.article_links import ArticleLinks
from exporter.readers.tools.continued import join
from exporter.readers.tools.headwords import HeadWords
from exporter.readers.tools.natural_order import natural
from exporter.readers.tools.source_files import decode, head
from exporter.readers.tools.spreads import spread_faults
from exporter.readers.tools.unused import shown_in_drawings, unused
from exporter.readers.tools.zones import Listed, faults, folder_of, listed, of_edition
from exporter.readers.word.package import SUFFIXES as DOCUMENTS
from exporter.yamlfile import Yaml, YamlText, parse_all, validate

ISSUE_FILE = "issue.yaml"
MAX_BYTES = 5_000_000
NO_PAGES = (".", "_")  # begin the names of folders that are no pages, such as `_drafts`
FENCE = re.compile(r"---[ \t]*$")
EXAMPLE = "headline: A headline"
HEADLINE = re.compile(r"^headline:", re.MULTILINE)
LOOKED_AT = 5  # articles to check to recognise a folder without issue.yaml
# What stands in for a wrong value, so that the rest of the file can be judged.
SOME_ISSUE = {"publication": {"name": "?", "language": "en"}, "date": "2018-07-03"}
SOME_ARTICLE = {"headline": "?"}

Found = TypeVar("Found")
Model = TypeVar("Model", bound=BaseModel)


class IssueFolder:
    """Reads issue folders."""

    name = "issue folder"
    sign = f"a folder with {ISSUE_FILE}, or that file"

    def knows(self, source: Path) -> bool:
        """Whether it is a folder with an issue.yaml in it, or such a file."""
        return source.name == ISSUE_FILE or (source / ISSUE_FILE).is_file()

    def misses(self, source: Path) -> str:
        """Say so where articles are in page folders, or YAML under another name."""
        if source.is_dir():
            texts = map(head, islice(source.glob("*/*.md"), LOOKED_AT))
            return f"has no {ISSUE_FILE}" * any(HEADLINE.search(text) for text in texts)
        is_yaml = source.suffix.lower() in (".yaml", ".yml")
        return f"is not called {ISSUE_FILE}" if is_yaml else ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the folder; every error in it is among the findings."""
        root = source.parent if source.name == ISSUE_FILE else source
        return _FolderReading(root, options).reading()


class _FolderReading:
    """One reading: collects findings on its way through the files."""

    def __init__(self, root: Path, options: ReadOptions) -> None:
        self.root, self.options = root, options
        self.file = root / ISSUE_FILE
        self.findings: list[Finding] = []
        self.ids: dict[str, str] = {}  # of the articles, by path in the issue folder
        self.links = ArticleLinks(self.ids)
        self.files_of: dict[str, list[Path]] = {}  # by page label
        self.texts: dict[Path, str | None] = {}
        self.continued: dict[str, tuple[str, int]] = {}  # what goes on where, and its line
        self.listed: dict[str, Listed] = {}  # the pages that are read, by label
        self.shared = publication_above(root)

    def reading(self) -> Reading:
        issue = self.issue()
        if errors(self.findings):
            issue = None
        return Reading(issue, tuple(_by_line(dict.fromkeys(self.findings))))

    def add(self, rule: str, path: Path, line: int, message: str, advice: str) -> None:
        self.findings.append(Finding(rule, path, line, message, advice))

    # issue.yaml ---------------------------------------------------------------------------

    def issue(self) -> Issue | None:
        text = self.text(self.file)
        parsed = None if text is None else self.yaml(self.file, text, 1, IssueHead)
        own_masthead = False
        if parsed:
            own_masthead = self.inherit(parsed.value)
            _put_options(parsed.value, self.options)
        head = parsed and self.validated(IssueHead, parsed, self.file, SOME_ISSUE)
        if not head or not parsed:
            self.articles_of_all_folders()
            return None
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
                **_fields(head.ear, EarText),
            ),
            pages=pages,
            edition=self.options.edition,
            editions=tuple(each.code for each in head.editions),
            **_fields(head, IssueText) | self.title(head),
        )
        labels = [page.label for page in pages]
        others = () if not head.editions else self.of_other_editions(head)
        left = unused(self.root, labels, chain(self.used(issue), others))
        # A picture whose name has a slip is named already: that of the file is not another fault.
        is_wrong = bool(errors(self.findings))
        self.findings += (each for each in left if not is_wrong or each.severity != Severity.INFO)
        return issue

    def inherit(self, issue: Yaml) -> bool:
        """Put what publication.yaml says where the issue says nothing.

        Returns whether the issue names a masthead of its own.
        """
        if not self.shared or not isinstance(issue, dict):
            return True
        self.findings += self.shared.findings
        own = issue.get("publication") or {}
        if not isinstance(own, dict):
            return True
        shared = self.shared.shared if self.shared.head else SOME_PUBLICATION
        issue["publication"] = {**cast("dict[str, Yaml]", shared), **own}
        return "masthead" in own

    def style(self, name: str, line: int) -> StyleChoice | None:
        """Return the style that the issue asks for; a folder of one is in or beside its own.

        Whether there is such a style, and what is wrong with it, only those who use it can tell.
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
            if picture.path.suffix.lower() == ".svg":
                drawing = picture.path.read_bytes().decode(errors="replace")
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

    def articles_of_all_folders(self) -> None:
        """Read every article though issue.yaml is wrong, so that all errors show at once."""
        folders = self.folders()
        self.number_articles(folders)
        for label in folders:
            self.articles(label)

    def validated(
        self, model: type[Model], parsed: YamlText, path: Path, stand_in: Mapping[str, object]
    ) -> Model | None:
        head, findings = validate(model, parsed, path, stand_in)
        self.findings += findings
        return head

    def pages(self, head: IssueHead, parsed: YamlText) -> tuple[Page, ...]:
        folders = self.folders()
        heads = head.pages or tuple(PageHead(label=label) for label in folders)
        self.listed = {each.head.label: each for each in listed(heads)}
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
        self.judge_labels(heads, folders, parsed)
        if folders and not errors(self.findings):
            self.judge_folders(heads, parsed)
        self.choose_edition(head, parsed)
        for place, message, advice in spread_faults(list(self.listed.values())):
            self.add("issue-spread", self.file, parsed.line(place), message, advice)
        self.number_articles(list(self.listed))
        pages = tuple(self.page(each.head, parsed, each.place) for each in self.listed.values())
        return self.linked(self.joined(pages))

    def choose_edition(self, head: IssueHead, parsed: YamlText) -> None:
        """Use the pages of the requested edition instead of the main one's."""
        for place, message, advice in faults(head.editions, list(self.listed), self.root):
            self.add("issue-edition", self.file, parsed.line(place), message, advice)
        wanted = self.options.edition
        codes = [each.code for each in head.editions]
        if not wanted or errors(self.findings):
            return
        if wanted not in codes:
            raise UsageError(f"--zone: {unknown('edition', wanted, codes)}")
        number = codes.index(wanted)
        pages = list(self.listed.values())
        made = of_edition(pages, head.editions[number], ("editions", number), self.root, natural)
        self.listed = {each.head.label: each for each in made}

    def number_articles(self, labels: Sequence[str]) -> None:
        """Read the files of all articles and give each an id, for links name any of them."""
        self.files_of = {label: self.files(label) for label in labels}
        for label, paths in self.files_of.items():
            for number, path in enumerate(paths, 1):
                self.ids[self.place(path)] = f"a-{_slug(label)}-{number:02}"
        for path in chain.from_iterable(self.files_of.values()):
            self.texts[path] = "" if _is_document(path) else self.text(path)
            self.links.note_anchors(self.place(path), self.texts[path] or "")

    def linked(self, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """Let the links between articles lead to their places; name those that lead to none."""
        pages, broken = self.links.settled(pages)
        for each in broken:
            path = self.root / each.source
            line = _line_of(self.texts.get(path) or "", each.needle)
            self.add("issue-link", path, line, each.message, each.advice)
        return pages

    def joined(self, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """Join each article that continues elsewhere to the one that it names (下转, 上接)."""
        if not self.continued:
            return pages
        onward = join(self.continued, self.ids, self.refuse_continues)
        return tuple(
            page.model_copy(
                update={
                    "articles": tuple(
                        article.model_copy(update={"continues": onward.get(article.id, "")})
                        for article in page.articles
                    )
                }
            )
            for page in pages
        )

    def refuse_continues(self, source: str, line: int, message: str, advice: str) -> None:
        self.add("issue-continues", self.root / source, line, message, advice)

    def judge_labels(
        self, heads: tuple[PageHead, ...], folders: list[str], parsed: YamlText
    ) -> None:
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
        listed = {page.label for page in heads}
        for label in folders:
            if label not in listed:
                self.add(
                    "issue-page-unlisted",
                    self.root / label,
                    0,
                    f"folder `{label}` has articles but is not listed under `pages:`",
                    f"add `- label: {label}` to {ISSUE_FILE} or move the folder away",
                )

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
            **_fields(head, PageText),
        )

    def advertisement(
        self, head: AdvertisementHead, parsed: YamlText, place: tuple[str | int, ...]
    ) -> Advertisement:
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
            **_fields(head, AdvertisementText),
        )

    def facsimile(
        self,
        head: FacsimileHead,
        parsed: YamlText,
        place: tuple[str | int, ...],
        articles: dict[str, Article | None],
    ) -> Facsimile:
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

    def picture(self, name: str, parsed: YamlText, place: tuple[str | int, ...]) -> Picture | None:
        """Find a picture that issue.yaml names."""
        return self.found(
            name, self.file, parsed.line(place), lambda: self.resolve(name, self.root)
        )

    def pdf(self, name: str, parsed: YamlText, place: tuple[str | int, ...]) -> Path | None:
        """Find a PDF that issue.yaml names."""
        line = parsed.line(place)
        return self.found(name, self.file, line, lambda: self.judged_pdf(name))

    def judged_pdf(self, name: str) -> Path:
        """Return a PDF that can be drawn."""
        from exporter.pictures.pdf import judge_pdf

        path = locate(name, self.root, self.root)
        judge_pdf(path)
        return path

    def found(self, name: str, path: Path, line: int, find: Callable[[], Found]) -> Found | None:
        """Call `find`; note at `path:line` why the file `name` can't be used."""
        try:
            return find() if name else None
        except PictureError as error:
            self.add(error.rule, path, line, error.message, error.advice)
            return None

    def resolve(self, name: str, folder: Path) -> Picture:
        path = locate(name, folder, self.root)
        try:
            return measure(path)
        except OSError as error:
            message = f"picture `{path.name}` can't be read ({error.strerror})"
            raise PictureError("issue-picture-broken", message, "check the file") from None

    # Articles -----------------------------------------------------------------------------

    def folders(self) -> list[str]:
        """Return the folders that hold articles, in natural order (2 before 10)."""
        folders = (path for path in self.entries(self.root) if not path.name.startswith(NO_PAGES))
        return sorted((path.name for path in folders if _has_articles(path)), key=natural)

    def entries(self, folder: Path) -> list[Path]:
        """List a folder but for hidden files, or note why it can't be."""
        try:
            return [path for path in folder.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            message = f"can't be read ({error.strerror})"
            self.add("issue-file", folder, 0, message, "check the folder")
            return []

    def articles(self, label: str) -> dict[str, Article | None]:
        """Read the articles of a page, by file name; None for one that can't be read."""
        return {path.name: self.article(path) for path in self.files_of[label]}

    def files(self, label: str) -> list[Path]:
        """Return the files of the articles of a page in order."""
        each = self.listed.get(label)
        folder = self.root / (each.folder if each else label)
        if not folder.is_dir():
            return []
        if not self.holds(folder):
            self.add_link_out(folder, "folder")
            return []
        files = [path for path in self.entries(folder) if _is_article(path)]
        return sorted(files, key=lambda path: natural(path.name))

    def place(self, path: Path) -> str:
        """Return the path of an article in the issue folder."""
        return path.relative_to(self.root).as_posix()

    def article(self, path: Path) -> Article | None:
        place = self.place(path)
        identifier, text = self.ids[place], self.texts[path]
        if text is None:
            return None
        if _is_document(path):
            return self.document(path, identifier)
        front, body, body_line = self.split(path, text)
        if front is None:
            return None
        parsed = self.yaml(path, front, 2, ArticleHead)
        if parsed is None:
            return None
        head = self.validated(ArticleHead, parsed, path, SOME_ARTICLE)
        if head is None:
            return None
        if head.continues:
            self.continued[place] = (head.continues, parsed.line(("continues",)))
        found = (self.figure(each, parsed, index, path) for index, each in enumerate(head.figures))
        figures = tuple(figure for figure in found if figure)
        links = Links(
            partial(self.links.follow, place), frozenset(self.links.anchors.get(place, ()))
        )
        around = HeadWords(text, links.follow)
        fields = around.fields(head)
        figures = tuple(map(around.figure, figures))
        made = content.body_from_markdown(
            around.with_notes(body),
            identifier,
            lambda name: self.resolve(name, path.parent),
            figures,
            links,
        )
        self.links.places[place] = {**dict.fromkeys(made.headings, ""), **made.ids}
        self.add_remarks(made.remarks, path, body, body_line)
        in_text = tuple(map(around.figure, made.figures[len(figures) :]))
        self.add_remarks(around.remarks, path, text, 1)
        return Article(
            id=identifier,
            source=path.relative_to(self.root),
            figures=figures + in_text,
            body=made.xhtml,
            **fields,
        )

    def document(self, path: Path, identifier: str) -> Article | None:
        """Read an article from a Word or OpenDocument file."""
        from exporter.readers.word.article import read_article

        if not self.holds(path):
            self.add_link_out(path, "file")
            return None

        def resolve(name: str) -> Picture:
            return self.resolve(name, path.parent)

        article, findings = read_article(path, self.root, identifier, resolve)
        self.findings += findings
        return article

    def add_remarks(
        self, remarks: Sequence[Remark], path: Path, text: str, first_line: int
    ) -> None:
        """Note what is wrong in a text that begins on a line of a file."""
        for remark in remarks:
            line = first_line + _line_of(text, remark.needle) - 1
            self.add(remark.rule, path, line, remark.message, remark.advice)

    def split(self, path: Path, text: str) -> tuple[str | None, str, int]:
        """Part front matter and body; the number is the body's first line."""
        lines = text.split("\n")
        if not FENCE.match(lines[0]):
            self.add(
                "issue-front-matter",
                path,
                1,
                "there is no front matter, so no headline",
                f"begin the file with a line `---`, then `{EXAMPLE}`, then a line `---`",
            )
            return None, "", 1
        for number, line in enumerate(lines[1:], 1):
            if FENCE.match(line):
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
        self.add(
            "issue-front-matter",
            path,
            1,
            "the front matter does not end",
            "close it with a line `---`",
        )
        return None, "", 1

    def figure(self, head: FigureHead, parsed: YamlText, index: int, path: Path) -> Figure | None:
        line = parsed.line(("figures", index, "image"))
        folder = path.parent
        picture = self.found(head.image, path, line, lambda: self.resolve(head.image, folder))
        if picture is None:
            return None
        return Figure(picture=picture, **_fields(head, FigureText), **_fields(head, FigureCut))

    # Files --------------------------------------------------------------------------------

    def text(self, path: Path) -> str | None:
        """Read a text file as UTF-8 with any line ends, or note why it can't be."""
        try:
            data = self.data(path)
        except OSError as error:
            self.add("issue-file", path, 0, f"can't be read ({error.strerror})", "check the file")
            return None
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = _any_line_ends(error.object[: error.start]).count(b"\n") + 1
            is_gbk = decode(error.object).encoding == "gb18030"
            message = f"is not UTF-8 text{', but probably GBK' * is_gbk}"
            self.add("issue-encoding", path, line, message, "save the file as UTF-8")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def data(self, path: Path) -> bytes | None:
        """Read a file of the issue folder, or note why it can't be read."""
        if path.is_symlink() and not self.holds(path):
            self.add_link_out(path, "file")
        elif not path.is_file():
            self.add("issue-file", path, 0, "is not a file", "move it away")
        elif path.stat().st_size > MAX_BYTES:
            message = f"has more than {MAX_BYTES // 1_000_000} MB"
            self.add("issue-file", path, 0, message, "split it")
        else:
            return path.read_bytes()
        return None

    def holds(self, path: Path) -> bool:
        """Whether a file or folder is inside the issue folder, with links resolved."""
        # Not `Path.resolve`, which raises for a link to itself.
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root))

    def add_link_out(self, path: Path, kind: str) -> None:
        advice = f"copy the {kind} into the issue folder"
        self.add("issue-file", path, 0, "links out of the issue folder", advice)

    def yaml(
        self, path: Path, text: str, first_line: int, model: type[BaseModel]
    ) -> YamlText | None:
        """Parse YAML whose keys are those of `model`; note each fault, and what it leaves out."""
        parsed, faults = parse_all(text, first_line, model)
        for fault in faults:
            self.add("issue-yaml", path, fault.line, fault.message, fault.advice)
        for line, words in parsed.comments if parsed else ():
            message = f"`{words}` is lost: YAML takes it for a comment"
            advice = "put the whole value between quotation marks, or a space after the `#`"
            self.add("issue-yaml-comment", path, line, message, advice)
        return parsed


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
        values |= {key: value for key, value in chosen.items() if value}


def _fields(head: BaseModel, base: type[BaseModel]) -> dict[str, object]:
    """Return the values of the fields that `head` has from `base`."""
    return {name: getattr(head, name) for name in base.model_fields}


def _line_of(text: str, needle: str) -> int:
    """Return the line of a text that some words are in, the first if they are not in it."""
    return text.count("\n", 0, max(0, text.find(needle))) + 1


def _is_article(path: Path) -> bool:
    return path.suffix.lower() == ".md" or (_is_document(path) and not path.name.startswith("~$"))


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS


def _has_articles(folder: Path) -> bool:
    """Whether it is a folder with articles in it; one that can't be read may have some."""
    try:
        return folder.is_dir() and any(
            _is_article(path) and not path.name.startswith(".") for path in folder.iterdir()
        )
    except OSError:
        return True


def _any_line_ends(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _slug(label: str) -> str:
    """Make a page label fit for an XML id and a file name."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"_{ord(character):x}_"
        for character in label
    )


READER = IssueFolder()
