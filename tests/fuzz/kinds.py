"""What is fuzzed: for each kind of input its whole files, and what the exporter does with them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pikepdf
import written
from drafts import PressDraft
from founder_site import site
from mutate import Files, mutated
from PIL import Image, ImageCms

import exporter
from exporter import api
from exporter.content.body import body_from_html, body_from_markdown
from exporter.errors import ExporterError, InvalidSource, PreflightFailed, UnknownSource
from exporter.findings import Finding
from exporter.pictures import files as pictures
from exporter.pictures import fit
from exporter.pictures.files import PictureError
from exporter.profiles import find_profile
from exporter.profiles.condition import find_condition, judge_profile

SAMPLES = Path(__file__).parents[2] / "samples"
ICC = Path(exporter.__file__).parent / "profiles" / "icc"
# What the guards of last resort, around readers, bodies and the engine, make of an exception.
UNFORESEEN = ("source-unforeseen", "issue-markup", "pdf-engine")
ARTICLE = """\
---
headline: [第一行, Second line]
kicker: 引题
byline: 本报记者 石桥
figures: [{image: a.png, caption: 图说, alt: 所见}]
---
正文{重庆|Chóngqìng}[^1]，*着重*<b>粗</b>，[link](https://e.example/)。

## Subhead

| 表 | 格 |
|:---|---:|
| 一 | 二 |

> 引文

1. one
   - two

<aside>

Box

</aside>

![](a.png "caption"){credit="某某 摄"}

##小标题 **粗 ![图]（a.png） <script>x()</script>

[^1]: 注。
"""
HTML = (
    '<div><p>One <em>two</em> <a href="#n">three</a><br>four</p><h3>H</h3><ul><li>a<li>b</ul>'
    '<table><thead><tr><th colspan="2">t</th></tr></thead><tr><td rowspan=2>c<td>d</tr></table>'
    "<dl><dt>t<dd>d</dl><figure><img src=a.png alt=x><figcaption>c</figcaption></figure>"
    "<span style='font-family:Wingdings'>l</span>"
    "<ruby>字<rt>zì</rt></ruby><pre>x\ny</pre><blockquote>q</blockquote><p id=n>n</p></div>"
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="90mm" height="20" viewBox="0 0 90.5 20"><defs><linearGradient id="g"><stop offset="5%" '
    'stop-color="#f00"/></linearGradient><clipPath id="c"><rect width="9" height="9"/></clipPath>'
    '<mask id="m"><circle r="3"/></mask><marker id="k"><path d="M0 0L9 9"/></marker></defs>'
    '<g clip-path="url(#c)" mask="url(#m)"><use xlink:href="#r"/><rect id="r" width="10" height="5"'
    ' fill="url(#g)" transform="rotate(30 1 2)"/></g><text x="3" y="15" font-size="12">报<tspan '
    'dx="2">x</tspan></text><path d="M1 2C3 4 5 6 7 8z" marker-end="url(#k)" opacity=".5"/></svg>'
)
PROFILE = """\
base: press
title: our plant
ink_limit: 240
bleed_mm: 3.5
marks: true
icc: newsprint
inks:
  "#8f1418": [0, 100, 90, 40]
rules: {pdf-id: "off"}
split: "{code}-{date:%Y%m%d}-{page:>03}.pdf"
"""


@dataclass(frozen=True)
class Kind:
    """A kind of input: `make` gives whole files by name, `run` works on their folder.

    Files named in `steady` are not damaged; `share` is how many of all inputs are of this kind.
    """

    name: str
    make: Callable[[], Files]
    run: Callable[[Path], None]
    share: float = 1.0
    steady: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    def input(self, random: Random) -> dict[str, bytes]:
        """Return damaged files; the same for the same `random`."""
        return mutated(whole(self), random, self.steady)


@cache
def whole(kind: Kind) -> Files:
    """Return the whole files of a kind."""
    return kind.make()


def unforeseen(findings: tuple[Finding, ...] | list[Finding]) -> None:
    """Raise what a guard of last resort has caught: nobody foresaw it."""
    for finding in findings:
        if finding.rule in UNFORESEEN:
            raise AssertionError(finding.message)


def _read(path: Path) -> exporter.Issue | None:
    """Read a source; nothing if it is refused."""
    try:
        reading = api.read(path)
    except InvalidSource as error:
        unforeseen(error.findings)
        return None
    except UnknownSource as error:
        if error.__cause__:
            raise error.__cause__ from error
        return None
    except ExporterError:
        return None
    unforeseen(reading.findings)
    return reading.issue


def _reader(name: str) -> Callable[[Path], None]:
    """Return what reads the source of that name in the folder, and makes an EPUB of it."""

    def run(folder: Path) -> None:
        issue = _read(folder / name)
        if issue is not None and len(issue.articles) < 40:
            _build(issue, folder / "out.epub")

    return run


def _build(issue: exporter.Issue, path: Path) -> None:
    try:
        api.build(issue, [path])
    except (InvalidSource, PreflightFailed) as error:
        unforeseen(error.findings)
    except ExporterError:
        return


def _issue(folder: Path) -> None:
    _check(folder)
    _reader("")(folder)


def _pdf_of(folder: Path) -> None:
    issue = _read(folder)
    if issue is not None:
        _build(issue, folder / "out.pdf")


def _check(path: Path) -> None:
    try:
        unforeseen(api.check(path))
    except ExporterError as error:
        unforeseen(getattr(error, "findings", ()))


def _convert(folder: Path) -> None:
    """Convert to an issue folder, which must give the same EPUB."""
    issue = _read(folder)
    if issue is None:
        return
    try:
        api.convert(folder, folder / "made")
        api.build(issue, [folder / "one.epub"])
        api.build(folder / "made", [folder / "two.epub"])
    except ExporterError as error:
        raise AssertionError(f"an issue that is read is not converted: {error}") from error
    one, two = (folder.joinpath(name).read_bytes() for name in ("one.epub", "two.epub"))
    if one != two:
        raise AssertionError(f"the converted folder gives another EPUB: {_difference(one, two)}")


def _difference(one: bytes, two: bytes) -> str:
    archives = [zipfile.ZipFile(io.BytesIO(data)) for data in (one, two)]
    names = sorted({name for archive in archives for name in archive.namelist()})
    for name in names:
        texts = [a.read(name) if name in a.namelist() else b"-" for a in archives]
        if texts[0] != texts[1]:
            at = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
            return f"{name}: {texts[0][at - 30 : at + 60]!r} / {texts[1][at - 30 : at + 60]!r}"
    return "the zips themselves"


def _picture(folder: Path) -> None:
    path = next(folder.iterdir())
    try:
        picture = pictures.measure(path)
        pictures.decode(picture)
        fit.fit(picture, fit.Limit(600))
    except PictureError:
        return


def _compressed(folder: Path) -> None:
    """Compress a damaged drawing, which stays whole as gzip."""
    path = folder / "a.svg"
    path.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    _picture(folder)


def _profile(folder: Path) -> None:
    try:
        judge_profile(find_profile(str(folder / "plant.yaml")))
    except ExporterError:
        return


def _icc(folder: Path) -> None:
    from exporter.writers.pdf.press.inks import Separator

    try:
        profile = find_profile("press", icc=str(folder / "press.icc"))
        separator = Separator(find_condition(profile), profile)
        separator.rgb(0.2, 0.5, 0.9)
        separator.grey(0.5)
    except ExporterError:
        return


def _body(folder: Path) -> None:
    def resolve(_: str) -> exporter.Picture:
        raise PictureError("issue-picture-missing", "not there", "copy it")

    text = next(folder.iterdir()).read_bytes().decode("utf-8", "replace")
    make = body_from_html if (folder / "a.html").exists() else body_from_markdown
    body = make(text, "a", resolve)
    if any(remark.rule in UNFORESEEN for remark in body.remarks):
        raise AssertionError(body.remarks[0].message)


def _pdf(folder: Path) -> None:
    _check(folder / "a.pdf")
    try:
        api.check(folder / "a.pdf", html=folder / "report.html")
    except ExporterError:
        return


def _advertisement(folder: Path) -> None:
    """Show a PDF as an advertisement, as a picture and as it is."""
    from exporter.layouts.makeup.draw.extras import _from_pdf
    from exporter.pictures.pdf_pages import POINTS, PageBox, pixels
    from exporter.writers.epub.facsimile import draw_pdf

    path = folder / "a.pdf"
    for work in (
        lambda: pixels(path, PageBox.CROP, POINTS),
        lambda: draw_pdf(path, POINTS / 2, 60),
        lambda: _from_pdf("a", path, True),
    ):
        try:
            work()
        except (ExporterError, PictureError):
            continue


def encoded(form: str, mode: str = "RGB", **options: object) -> bytes:
    """Draw a small picture with all that a file of its kind may hold."""
    buffer = io.BytesIO()
    image = Image.linear_gradient("L").resize((40, 30)).convert(mode)
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x8298], exif[0x013B] = 6, "© A. Stone", "A. Stone"
    exif.get_ifd(0x8769)[0x9286] = b"comment"
    return exif.tobytes()


def _raster() -> dict[str, bytes]:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    cmyk = (ICC / "newsprint.icc").read_bytes()[:60_000]
    return {
        "a.jpg": encoded("JPEG", exif=_exif(), icc_profile=srgb),
        "b.jpg": encoded("JPEG", "CMYK", icc_profile=cmyk),
        "c.png": encoded("PNG", "RGBA", icc_profile=srgb, exif=_exif()),
        "d.png": encoded("PNG", "I;16"),
        "e.png": encoded("PNG", "P"),
        "f.gif": encoded("GIF", "P", save_all=True, append_images=[Image.new("P", (40, 30))]),
        "g.webp": encoded("WEBP", "RGBA", exif=_exif()),
        "h.avif": encoded("AVIF", exif=_exif()),
        "i.jpg": encoded("JPEG", "L", progressive=True),
    }


def _issue_files() -> dict[str, bytes]:
    issue = (
        "publication: {name: 报 The Example, language: zh-Hans, cn_number: CN 00-0407}\n"
        "date: 2026-06-16\nnumber: 407\npages:\n  - label: '01'\n    section: 头版\n"
        "  - {label: A02, section: ''}\n"
    )
    return {
        "issue.yaml": issue.encode(),
        "01/10-a.md": ARTICLE.encode(),
        "A02/10-b.md": "---\nheadline: 又一篇\nlanguage: en\n---\nEnglish words.\n".encode(),
        "01/a.png": encoded("PNG"),
        "A02/a.png": encoded("PNG", "L"),
    }


def _site_files() -> dict[str, bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = site().write(Path(folder))
        paths = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@cache
def _epub() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for name, data in _issue_files().items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        out = Path(folder, "out.epub")
        api.build(folder, [out])
        return out.read_bytes()


def _epub_members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_epub())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(folder: Path) -> None:
    """Pack the files, and check the EPUB."""
    path = folder / "out.epub"
    names = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    with zipfile.ZipFile(path, "w") as archive:
        for each in names:
            archive.write(each, each.relative_to(folder).as_posix())
    _check(path)


@cache
def _drawn() -> bytes:
    """Return a PDF whose streams are plain text."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = PressDraft().save(Path(folder) / "a.pdf")
        with pikepdf.open(path) as pdf:
            pdf.save(path.with_name("b.pdf"), qdf=True, static_id=True)
        return path.with_name("b.pdf").read_bytes()


def _text(name: str, *texts: str) -> Callable[[], Files]:
    return lambda: {name: "\n".join(texts).encode()}


KINDS = [
    Kind("profile", _text("plant.yaml", PROFILE), _profile),
    Kind("icc", lambda: {"press.icc": (ICC / "newsprint.icc").read_bytes()}, _icc, 0.7),
    *(
        Kind(f"picture-{name}", lambda name=name: {name: _raster()[name]}, _picture, 0.25)
        for name in _raster()
    ),
    Kind("svg", _text("a.svg", SVG), _picture),
    Kind("svgz", _text("a.svg", SVG), _compressed, 0.5),
    Kind("svgz-bytes", lambda: {"a.svgz": gzip.compress(SVG.encode(), mtime=0)}, _picture, 0.3),
    Kind("tiff", lambda: {"a.tif": encoded("TIFF", compression="tiff_lzw")}, _picture, 0.3),
    Kind("markdown", _text("a.md", ARTICLE), _body, 1.5),
    Kind("html", _text("a.html", HTML), _body, 1.5),
    Kind("issue", _issue_files, _issue, 1.5),
    Kind("convert", _issue_files, _convert, 0.3),
    Kind("pdf-build", lambda: {**_issue_files(), "01/s.svg": SVG.encode(), "01/20-s.md":
         b"---\nheadline: S\n---\nText.\n\n![drawing](s.svg)\n"}, _pdf_of, 0.02, ("issue.yaml",)),
    Kind("rss", _text("feed.xml", written.RSS), _reader("feed.xml")),
    Kind("atom", _text("feed.xml", written.ATOM), _reader("feed.xml")),
    Kind("wxr", _text("feed.xml", written.WXR), _reader("feed.xml")),
    Kind("json", _text("feed.json", json.dumps(written.JSON, ensure_ascii=False)),
         _reader("feed.json")),
    Kind("founder", _site_files, _reader(""), 0.7),
    Kind("saved-page", _text("a.txt", written.page()), _reader("a.txt")),
    Kind("newsml", _text("a.xml", written.item("a", "Lamp", written.NITF)), _reader("a.xml")),
    Kind("markdown-issue", _text("a.md", written.ISSUE), _reader("a.md")),
    Kind("epub", lambda: {"a.epub": _epub()}, lambda folder: _check(folder / "a.epub")),
    Kind("epub-members", _epub_members, _packed),
    Kind("pdf", lambda: {"a.pdf": _drawn()}, _pdf, 1.0),
    Kind("advertisement", lambda: {"a.pdf": _drawn()}, _advertisement, 1.0),
]  # fmt: skip
