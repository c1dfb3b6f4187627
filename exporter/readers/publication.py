"""The file publication.yaml: what all issues of a publication share, and the choices for them.

It is in the folder of a publication; issue folders below it inherit its values.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from exporter.findings import Finding
from exporter.model import Frozen, Picture, Publication, StyleChoice, Text
from exporter.pictures.files import PictureError, locate, measure
from exporter.yamlfile import YamlText, parse_all, validate

PUBLICATION_FILE = "publication.yaml"
MAX_BYTES = 1_000_000
HIGHEST = 4  # folders above an issue in which its publication is looked for: 2026/06/16
SOME_PUBLICATION = {"name": "?", "language": "en"}


class Edition(StrEnum):
    """A file that is made of each issue."""

    EPUB = "epub"
    LITE = "lite"
    PDF = "pdf"
    PAGES = "pages"


class BuildChoices(Frozen):
    """The options of `exporter build` that hold for all issues; the command line overrides them."""

    reader: Annotated[
        Text, Field(description="Reader of the issues, if they are not issue folders: `--from`")
    ] = ""
    page_by: Annotated[
        Text, Field(description="How items that name no page are grouped into pages: `--page-by`")
    ] = ""
    script: Annotated[Text, Field(description="Chinese script of the issues: `--script`")] = ""
    repair: Annotated[bool, Field(description="Whether texts are repaired: `--no-repair`")] = True
    paper: Annotated[Text, Field(description="Paper of PDFs: `--paper`")] = ""
    layout: Annotated[Text, Field(description="Layout of PDFs: `--layout`")] = ""
    profile: Annotated[
        Text, Field(description="What PDFs are for: a name, or a file in this folder: `--profile`")
    ] = "screen"
    max_image: Annotated[
        int, Field(description="EPUB: longer side of a picture in pixels: `--max-image`")
    ] = 1600
    lite: Annotated[bool, Field(description="EPUB: smaller files: `--lite`")] = False
    max_size: Annotated[
        Text, Field(description="EPUB: largest file, such as 50MB: `--max-size`")
    ] = ""
    modern: Annotated[
        bool, Field(description="EPUB: WebP and AVIF pictures are kept: `--modern`")
    ] = False
    embed_fonts: Annotated[
        tuple[Text, ...],
        Field(description="EPUB: font files in this folder to embed: `--embed-fonts`"),
    ] = ()
    facsimiles: Annotated[
        bool | None, Field(description="EPUB: facsimiles drawn, or left out: `--facsimiles`")
    ] = None
    advertisements: Annotated[
        bool, Field(description="Whether advertisements are in: `--no-advertisements`")
    ] = True
    writing: Annotated[Text, Field(description="EPUB: writing mode: `--writing`")] = "horizontal"


class SiteChoices(Frozen):
    """What is asked of the web edition."""

    editions: Annotated[
        tuple[Edition, ...], Field(description="Downloads of each issue", min_length=1)
    ] = (Edition.EPUB,)
    scripts: Annotated[
        tuple[Literal["hans", "hant", "hant-tw", "hant-hk"], ...],
        Field(description="Further Chinese scripts of the downloads"),
    ] = ()
    feed: Annotated[
        Literal["full", "summary"], Field(description="Text of articles in the feed")
    ] = "full"
    facsimiles: Annotated[
        bool, Field(description="Whether makeup draws a facsimile of each page that has none")
    ] = True
    search: Annotated[
        bool, Field(description="Whether a search page is made, if Pagefind is installed")
    ] = True
    offline: Annotated[
        bool, Field(description="Whether a service worker keeps the last issue for offline reading")
    ] = True


class PublicationHead(Publication):
    """The file publication.yaml."""

    description: Annotated[Text, Field(description="What it is, in a sentence")] = ""
    style: Annotated[
        Text, Field(description="Style of its issues: a name, or a folder in this one")
    ] = ""
    issues: Annotated[
        tuple[Text, ...],
        Field(
            description="Where its issues are, as patterns such as `2026/*` or `weekly/*.md`; "
            "without it, every issue folder below, and what a reader knows of the rest"
        ),
    ] = ()
    build: BuildChoices = BuildChoices()
    site: SiteChoices = SiteChoices()


@dataclass(frozen=True)
class PublicationFile:
    """A publication.yaml as read: what it says, unless it is wrong, and what is wrong with it."""

    path: Path
    head: PublicationHead | None
    findings: tuple[Finding, ...]
    parsed: YamlText

    @property
    def shared(self) -> dict[str, object]:
        """What its issues inherit: the fields of a publication that it sets."""
        names = Publication.model_fields.keys() & (self.head.model_fields_set if self.head else ())
        return {name: getattr(self.head, name) for name in sorted(names)}

    def line(self, *place: str) -> int:
        """Return the line of one of its keys."""
        return self.parsed.line(place)


def publication_above(root: Path) -> PublicationFile | None:
    """Return the publication.yaml of the nearest folder above an issue, if there is one."""
    folder = Path(os.path.realpath(root))
    for parent in list(folder.parents)[:HIGHEST]:
        if (parent / PUBLICATION_FILE).is_file():
            return read_publication_file(parent / PUBLICATION_FILE)
    return None


def read_publication_file(path: Path) -> PublicationFile:
    """Read a publication.yaml; every error in it is among the findings."""
    try:
        status = path.stat()
    except OSError as error:
        return _unread(path, f"can't be read ({error.strerror})", "check the file")
    return _read(path, status.st_mtime_ns, status.st_size)


# Thousands of issues ask for the same file.
@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, size: int) -> PublicationFile:
    if size > MAX_BYTES:
        return _unread(path, f"has more than {MAX_BYTES // 1_000_000} MB", "cut it")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _unread(path, f"can't be read ({error.strerror})", "check the file")
    except UnicodeDecodeError:
        return _unread(path, "is not UTF-8 text", "save the file as UTF-8", "issue-encoding")
    return _judged(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _judged(path: Path, text: str) -> PublicationFile:
    parsed, faults = parse_all(text, 1, PublicationHead)
    found = [
        Finding("issue-yaml", path, fault.line, fault.message, fault.advice) for fault in faults
    ]
    if parsed is None:
        return PublicationFile(path, None, tuple(found), YamlText())
    for line, words in parsed.comments:
        message = f"`{words}` is lost: YAML takes it for a comment"
        advice = "put the whole value between quotation marks, or a space after the `#`"
        found.append(Finding("issue-yaml-comment", path, line, message, advice))
    head, wrong = validate(PublicationHead, parsed, path, SOME_PUBLICATION)
    right = None if faults or wrong else head
    return PublicationFile(path, right, (*found, *wrong), parsed)


def _unread(path: Path, message: str, advice: str, rule: str = "issue-file") -> PublicationFile:
    finding = Finding(rule, path, 0, message, advice)
    return PublicationFile(path, None, (finding,), YamlText())


def shared_masthead(shared: PublicationFile, findings: list[Finding]) -> Picture | None:
    """Return the picture of the masthead that issues inherit; add to `findings` why it can't be."""
    if not shared.head or not shared.head.masthead:
        return None
    folder = shared.path.parent
    try:
        return measure(locate(shared.head.masthead, folder, folder))
    except PictureError as error:
        rule, message, advice = error.rule, error.message, error.advice
    except OSError as error:
        rule, advice = "issue-picture-broken", "check the file"
        message = f"picture `{shared.head.masthead}` can't be read ({error.strerror})"
    findings.append(Finding(rule, shared.path, shared.line("masthead"), message, advice))
    return None


def shared_style(shared: PublicationFile) -> StyleChoice | None:
    """Return the style that issues inherit: one by its name, or a folder in the publication's."""
    if not shared.head or not shared.head.style:
        return None
    folder = shared.path.parent / shared.head.style
    is_folder = "/" in shared.head.style or folder.is_dir()
    name = f"{folder}{os.sep}" if is_folder else shared.head.style
    return StyleChoice(name=name, file=shared.path, line=shared.line("style"))
