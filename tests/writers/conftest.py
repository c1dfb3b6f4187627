"""Issues to write, and books and PDFs read back."""

import io
import os
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath

import pikepdf
import pytest
from lxml import etree

import exporter
from exporter.model import Issue
from exporter.profiles import find_profile
from exporter.readers import read

SAMPLES = Path(__file__).parents[2] / "samples"
# PDFs are made of these pages by day, a sixth to a third of the work: the front page, a cover story
# with glosses and lists, tables and boxes, dialogue, other languages, notices, a facsimile.
# EXPORTER_NIGHTLY=1 makes them of whole issues.
EXCERPTS = {
    "lanjiang-weekly": ("01", "08", "12", "13", "15"),
    "saltmere-chronicle": ("1", "3", "9", "12"),
}
NAMESPACES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
}
# What stands in a text of a PDF and not in the source, or the other way round: spaces, marks
# without a shape, hyphens at the ends of lines.
UNSEEN = dict.fromkeys(map(ord, "\u2060\u200b\ufeff\u00ad-\u2010\u2011"))


def squeeze(text: str) -> str:
    """Return a text without spaces and hyphens, as two renderings of it compare."""
    return "".join(unicodedata.normalize("NFKC", text).translate(UNSEEN).split())


class Epub:
    """An EPUB, read back; names are relative to the package document."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}

    @cached_property
    def package_path(self) -> str:
        container = etree.fromstring(self.files["META-INF/container.xml"])
        return str(container.find(".//container:rootfile", NAMESPACES).get("full-path"))

    def find(self, element: etree._Element, path: str) -> list:
        return element.xpath(path, namespaces=NAMESPACES)

    def read(self, name: str) -> bytes:
        return self.files[normpath(join(self.package_path, "..", name))]

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files[self.package_path])

    @cached_property
    def manifest(self) -> dict[str, dict[str, str]]:
        """The items of the manifest by id."""
        items = self.find(self.package, "//opf:manifest/opf:item")
        return {item.get("id"): dict(item.attrib) for item in items}

    @cached_property
    def spine(self) -> list[str]:
        """Names of the documents in reading order."""
        ids = self.find(self.package, "//opf:spine/opf:itemref/@idref")
        return [self.manifest[identifier]["href"] for identifier in ids]

    @cached_property
    def documents(self) -> dict[str, etree._Element]:
        """Every XHTML document by name."""
        return {name: self.tree(name) for name in self.spine}

    def metadata(self, name: str) -> list[str]:
        """Values of a Dublin Core element, or of a `meta` by its property."""
        path = f"//dc:{name}/text()" if ":" not in name else f"//opf:meta[@property='{name}']"
        found = self.find(self.package, path)
        return [each if isinstance(each, str) else each.text for each in found]


class Pdf:
    """A PDF, read back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.sheets = {page.objgen: number for number, page in enumerate(self.pdf.pages)}

    def text(self, *options: str) -> str:
        command = ["pdftotext", "-enc", "UTF-8", *options, str(self.path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @cached_property
    def words(self) -> str:
        """All text in the order of the document, squeezed."""
        return squeeze(self.text("-raw"))

    @cached_property
    def pages(self) -> list[str]:
        """Text of each sheet."""
        return self.text("-raw").split("\f")[:-1]

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Level, title and sheet (from 0) of each bookmark."""
        found: list[tuple[int, str, int]] = []

        def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                found.append((level, item.title, self.sheet(item.destination)))
                walk(item.children, level + 1)

        with self.pdf.open_outline() as outline:
            walk(list(outline.root), 1)
        return found

    def sheet(self, destination: pikepdf.Array) -> int:
        return self.sheets[destination[0].objgen]

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Sheets (from 0) by the names that links use."""
        names = list(self.root.Names.Dests.Names)
        return {
            str(name): self.sheet(place)
            for name, place in zip(names[::2], names[1::2], strict=True)
        }

    @cached_property
    def links(self) -> list[tuple[int, str, str]]:
        """Sheet and target of every link: `("#", name)` inside, `("uri", address)` outside."""
        found = []
        for number, page in enumerate(self.pdf.pages):
            for note in page.get("/Annots", []):
                action = note.get("/A")
                if action is not None and action.get("/S") == "/URI":
                    found.append((number, "uri", str(action.URI)))
                elif note.get("/Subtype") == "/Link":
                    place = action.D if action is not None else note.Dest
                    found.append((number, "#", str(place)))
        return found

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """Names of the fonts without their prefix, and whether each is embedded."""
        fonts = {}
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                embedded = any(key in each for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                fonts[str(each.FontName).lstrip("/").partition("+")[2]] = embedded
        return fonts

    def streams(self) -> bytes:
        """Return every stream, decoded where it can be."""
        out = io.BytesIO()
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Stream):
                try:
                    out.write(each.read_bytes())
                except pikepdf.PdfError:
                    out.write(each.read_raw_bytes())
        return out.getvalue()


@pytest.fixture(scope="session")
def read_epub() -> type[Epub]:
    return Epub


@pytest.fixture(scope="session")
def read_pdf() -> type[Pdf]:
    return Pdf


@pytest.fixture(scope="session")
def squeezed() -> Callable[[str], str]:
    return squeeze


@pytest.fixture
def epub_of(issue_folder: Callable[..., Path], tmp_path: Path) -> Callable[..., Epub]:
    """Build the EPUB of an issue folder: `epub_of({"01/10-a.md": "…"})`."""

    def make(
        files: dict[str, str | bytes | None] | None = None, name: str = "issue", **options: object
    ) -> Epub:
        path = tmp_path / f"{name}.epub"
        exporter.build(issue_folder(files, name), [path], exporter.Options(**options))
        return Epub(path)

    return make


@pytest.fixture
def pdf_of(issue_folder: Callable[..., Path], tmp_path: Path) -> Callable[..., Pdf]:
    """Build the PDF of an issue folder: `pdf_of({"01/10-a.md": "…"}, paper="a4")`."""
    # An object of pikepdf's dies with its file, and tests keep the object alone.
    made: list[Pdf] = []

    def make(
        files: dict[str, str | bytes | None] | None = None, name: str = "issue", **options: str
    ) -> Pdf:
        path = tmp_path / f"{name}.pdf"
        chosen = {"layout": "flow"} | options
        exporter.build(issue_folder(files, name), [path], exporter.Options(**chosen))
        made.append(Pdf(path))
        return made[-1]

    return make


@pytest.fixture(scope="module")
def pdf_once(
    tmp_path_factory: pytest.TempPathFactory, write_issue: Callable[..., Path]
) -> Callable[..., Pdf]:
    """Build the PDF of an issue folder as `pdf_of` does, the same one once for a file of tests."""
    made: dict[str, Pdf] = {}

    def make(files: dict[str, str | bytes | None], **options: str) -> Pdf:
        key = repr((files, options))
        if key not in made:
            folder = tmp_path_factory.mktemp("once")
            source = write_issue(folder / "issue", files)
            chosen = exporter.Options(**({"layout": "flow"} | options))
            exporter.build(source, [folder / "issue.pdf"], chosen)
            made[key] = Pdf(folder / "issue.pdf")
        return made[key]

    return make


def excerpt(name: str) -> Issue:
    """Return a sample as PDFs are made of it: some pages by day, all by night."""
    issue = read(SAMPLES / name).issue
    assert issue is not None
    if os.environ.get("EXPORTER_NIGHTLY"):
        return issue
    pages = tuple(page for page in issue.pages if page.label in EXCERPTS[name])
    return issue.model_copy(update={"pages": pages})


@pytest.fixture(scope="session", name="excerpt")
def _excerpt() -> Callable[[str], Issue]:
    return excerpt


@pytest.fixture(scope="session")
def share() -> Callable[[str, int], float]:
    """How many of so many things an excerpt has at least: `share("lanjiang-weekly", 300)`.

    Half as many as its pages let expect: what is counted does not stand on all pages alike.
    """

    def least(name: str, number: int) -> float:
        whole = read(SAMPLES / name).issue
        assert whole is not None
        pages = len(excerpt(name).pages)
        return number if pages == len(whole.pages) else number * pages / len(whole.pages) / 2

    return least


@pytest.fixture(scope="session")
def samples(once: Callable[..., Path]) -> Callable[..., Path]:
    """Build a sample once: `samples("lanjiang-weekly", "epub")` is the path of its EPUB.

    A layout and the name of a profile may follow; a PDF flows if no layout is named, and has the
    pages of `excerpt`. Text that is lost on the way into any of them stops the build.
    """

    def built(name: str, suffix: str, layout: str = "", profile: str = "screen") -> Path:
        layout = layout or "flow"

        def build(path: Path) -> None:
            options = exporter.Options(layout=layout, profile=find_profile(profile), jobs=1)
            with pytest.MonkeyPatch.context() as patch:
                if layout == "makeup":  # what is measured of an article holds for all profiles
                    patch.setenv("EXPORTER_CACHE", str(path.parent / "cache"))
                patch.setenv("EXPORTER_DEBUG", "text")
                source = excerpt(name) if suffix == "pdf" else SAMPLES / name
                exporter.build(source, [path], options)

        return once(f"{name}-{layout}-{profile}.{suffix}", build)

    return built


TRICKY = """\
publication:
  name: جريدة «المثال» & <b>أخبار</b>
  language: ar
  tagline: "'quotes' & <tags>"
  publisher: شركة النشر
  issn: 0000-0019
  cn_number: CN 00-0407
  url: https://جريدة.example/العدد?a=1&b=2
  masthead: صور/masthead.svg
date: 1999-12-31
number: 007
title: "A & B < C"
revision: 12
ear: {title: "طقس < & >", text: [31℃, "Tide & wind"]}
second_ear: {title: "مد < & >", text: ["High & low"]}
previous: {date: 1999-12-30, number: 6, url: "https://example.com/?a=1&b=2"}
next: {date: 2000-01-01}
pages:
  - {label: A01, section: "أولى & <ثانية>"}
  - {label: 头版, section: 要聞, editor: 王小明}
  - {label: "(3) #b?", section: ""}
  - label: 4.5-x
    advertisements: [{image: صور/page.png, width_mm: 60, height_mm: 45, alt: "Shop < & >"}]
  - {label: ad, section: 广告, facsimile: {image: صور/page.png}}
  - {label: both, facsimile: {image: صور/page2.png}}
"""

MARKDOWN = """\
Loose text with *emphasis*, **strong**, ***both***, ~~struck~~, `code < & >`, a hard\\
break, an &amp; entity, &nbsp; a space, [a link](https://example.com/a?b=c&d=e#f "title"),
[mail](mailto:a@b.example), [a way down](#down), [nowhere](#nowhere), <https://auto.example/>,
[Français]{lang=fr}, H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>marked</mark>,
<abbr title="A & B">AB</abbr>, <q>quoted</q>, <small>small</small>, <span dir="rtl">עברית</span>,
**“标点”**旁边的*着重*，{重庆|Chóngqìng}和{澜|lán}{江|jiāng}。A note[^1], another[^long], the first
again[^1], an inline one^[Inline *note*.].

##### [Down]{#down}

### Up again

# Back

1. One
2. Two
   - nested

     with a paragraph
   - ![in a list](list.png)

7. Seven

7) Begins with seven

> A quotation
>
> > in a quotation
>
> ## with a heading

| left | centre | right |
| :--- | :---: | ---: |
| *a* | ![cell](cell.gif) | 1.5 |
| b[^1] | | |

* * *

![JPEG](photo.jpg "A caption with <b> & \\"quotes\\""){credit="某某 摄"}

![WebP](photo.webp)

![AVIF](photo.avif)

![SVG](drawing.svg)

![](plain.png)

[![linked](linked.png)](https://example.com/)

A ![key](key.png) in a sentence.

<aside>

## A data box

- with *Markdown*

</aside>

<dl><dt>Term</dt><dd>Description</dd></dl>
<dl><dd>Description without a term</dd></dl>
<table><caption>A table</caption><tr><th scope="row" colspan="2">Wide</th></tr>
<tr><td>1</td><td rowspan="1000">2</td></tr></table>
<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>
<figure><img src="figured.png" alt="figured"/><figcaption>Its <i>caption</i></figcaption></figure>
<p><div><p>Wrongly <b>nested</p></div> and not closed <i>at all
<center>gone</center><font color="red">red</font><script>alert(1)</script><style>p{}</style>
<a name="x" href="javascript:alert(1)" onclick="alert(2)">harmless</a>
<h2></h2><p></p><ul></ul><ol><li></li></ol><li>stray item</li><td>stray cell</td>
<!-- a comment -- with dashes --><?php echo 1 ?><![CDATA[cdata]]>

    not a code block

```text
fenced <code> & more
```

Emoji 😀👨‍👩‍👧‍👦, Extension B 𠮷𡈽, a variation 葛󠄀, a control \x0b character, a
non-character \ufffe.

[^1]: The first note, with a picture ![in a note](note.png) and *emphasis*.
[^long]: A long note.

    With a second paragraph.

    - and a list
"""

LONG = "非常长的标题" * 50
ARTICLES = {
    "A01/10-markdown": f"---\nheadline: Every construct\nlanguage: en\n---\n{MARKDOWN}",
    "A01/20-fields": """---
kicker: "<kicker> & 'more'"
headline: ["Line <1> & \\"one\\"", Line two, 第三行]
deck: "<deck>"
byline: [First Author, Second & Co.]
dateline: القاهرة
credit: "<source> & co."
column: "]]>"
kind: opinion
figures:
  - {image: photo.jpg, caption: "<caption> & ]]>", credit: "<credit>", alt: "\\"alt\\" <&>"}
---
- Begins with a list.
""",
    "A01/30-empty": "---\nheadline: <i>&amp;</i>\n---\n",
    "头版/10-头条": f"---\nheadline: {LONG}\nlanguage: zh-Hans\n---\n正文。\n",
    "头版/20-traditional": "---\nheadline: 繁體標題\nlanguage: zh-Hant\n---\n「內文」——《報》。\n",
    "头版/30-japanese": "---\nheadline: 日本語\nlanguage: ja\n---\n{東京|とうきょう}の*記事*。\n",
    "(3) #b?/1": "---\nheadline: 😀 𠮷野家 & 葛󠄀城\nlanguage: en-GB\nkind: brief\n---\nText.\n",
    "(3) #b?/2": "---\nheadline: שלום\nlanguage: he\nkind: notice\n---\nטקסט [left]{dir=ltr}.\n",
    "4.5-x/1": f"---\nheadline: {'W' * 300}\nkind: advertisement\n---\n\n{'x' * 400}\n",
    "both/1": "---\nheadline: With a facsimile\nkind: feature\n---\n\n***\n",
}
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
viewBox="0 0 40 30"><style>rect{fill:red}</style><script>alert(1)</script>
<defs><rect id="r" width="9" height="9" onclick="x()"/></defs><use xlink:href="#r"/>
<a href="https://example.com/"><text y="20">文字</text></a><foreignObject/></svg>"""


@pytest.fixture(scope="session")
def tricky(
    tmp_path_factory: pytest.TempPathFactory,
    write_issue: Callable[..., Path],
    picture: Callable[..., bytes],
) -> Path:
    """Make an issue of all that may be hard to write."""
    forms = {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF", "png": "PNG"}
    names = "photo.jpg photo.webp photo.avif cell.gif list.png plain.png linked.png key.png"
    pictures = {
        f"A01/{name}": picture(forms[name[-4:].strip(".")], (40, 30 + number))
        for number, name in enumerate(f"{names} figured.png note.png".split())
    }
    drawings = {"A01/drawing.svg": SVG, "صور/masthead.svg": SVG}
    facsimiles = {"صور/page.png": picture(colour="red"), "صور/page2.png": picture(colour="blue")}
    stories = {f"{name}.md": text for name, text in ARTICLES.items()}
    files = {"issue.yaml": TRICKY, **stories, **pictures, **drawings, **facsimiles}
    return write_issue(tmp_path_factory.mktemp("tricky") / "issue", files)


@pytest.fixture(scope="session")
def tricky_epub(tricky: Path, tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Build the EPUB of the tricky issue once."""
    path = tmp_path_factory.mktemp("tricky-epub") / "tricky.epub"
    exporter.build(tricky, [path])
    return Epub(path)
