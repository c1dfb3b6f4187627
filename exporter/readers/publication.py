"""The file publication.yaml: what all issues of a publication share, and the choices for them.

It is in the folder of a publication; issue folders below it inherit its values.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from exporter.findings import Finding
from exporter.model import Issue, Picture, Publication, StyleChoice, Text
from exporter.pictures.files import PictureError, locate, measure
from exporter.publication_file import places_above
from exporter.readers.settings import CommandSections, SettingsFile, read_settings

SOME_PUBLICATION: dict[str, object] = {"name": "?", "language": "en"}


class PublicationHead(CommandSections, Publication):
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


@dataclass(frozen=True)
class PublicationFile(SettingsFile[PublicationHead]):
    """A publication.yaml as read: what it says, unless it is wrong, and what is wrong with it."""

    @property
    def shared(self) -> dict[str, object]:
        """What its issues inherit: the fields of a publication that it sets."""
        names = Publication.model_fields.keys() & (self.head.model_fields_set if self.head else ())
        return {name: getattr(self.head, name) for name in sorted(names)}


def publication_above(root: Path) -> PublicationFile | None:
    """Return the publication.yaml of the nearest folder above an issue, if there is one."""
    found = next((each for each in places_above(root) if each.is_file()), None)
    return read_publication_file(found) if found else None


def read_publication_file(path: Path) -> PublicationFile:
    """Read a publication.yaml; every error in it is among the findings."""
    read = read_settings(path, PublicationHead, SOME_PUBLICATION)
    return PublicationFile(read.path, read.head, read.findings, read.parsed)


def shared_masthead(shared: PublicationFile, findings: list[Finding]) -> Picture | None:
    """Return the picture of the masthead that issues inherit; None if there is none.

    Why a picture can't be used is added to `findings`.
    """
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
    """Return the style that issues inherit: a name, or a folder in the publication's; or None."""
    if not shared.head or not shared.head.style:
        return None
    folder = shared.path.parent / shared.head.style
    is_folder = "/" in shared.head.style or folder.is_dir()
    name = f"{folder}{os.sep}" if is_folder else shared.head.style
    return StyleChoice(name=name, file=shared.path, line=shared.line("style"))


def without_inherited(issue: Issue, shared: PublicationFile | None) -> tuple[Issue, frozenset[str]]:
    """Return an issue without the style and the masthead that it would inherit.

    With it are the names of the fields of its publication that it would inherit as they are.
    """
    if not shared or not shared.head:
        return issue, frozenset()
    same = {
        name for name, said in shared.shared.items() if said == getattr(issue.publication, name)
    }
    masthead, style = shared_masthead(shared, []), shared_style(shared)
    has_masthead = bool(issue.masthead and masthead and issue.masthead.path == masthead.path)
    has_style = bool(issue.style and style and issue.style.name == style.name)
    own = {"masthead": None if has_masthead else issue.masthead}
    own_style = {"style": None if has_style else issue.style}
    return issue.model_copy(update=own | own_style), frozenset(same)
