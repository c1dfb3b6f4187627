"""What to make of each issue of an archive, and a digest that shows when this changes."""

from __future__ import annotations

import os
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date as Date
from pathlib import Path

from pydantic import BaseModel

from exporter.errors import UsageError
from exporter.guard import reason
from exporter.model import Issue
from exporter.nearest import unknown
from exporter.options import Options
from exporter.outputs import UNFIT
from exporter.publication.building import chosen
from exporter.publication.digest import common_digest, digest_of, text_digest
from exporter.publication.editions import Wanted
from exporter.publication.sources import OpenPublication
from exporter.readers.settings import CommandSections, Edition
from exporter.version import PROGRAM

NAMES = "{key}/{name}"  # file names, beside the record
OWN = {"key", "name", "stem", "date", "number"}  # fields that differ from issue to issue
# Keys of publication.yaml that no file of an issue depends on.
NO_MATTER = {*CommandSections.model_fields, "issues", "style", "description"}
FIELDS = ("key", "name", "stem", "suffix", "date", "code", "number", "edition", "script", "page")


@dataclass(frozen=True)
class Recipe:
    """Options, editions, further Chinese scripts, and the template for file names."""

    options: Options
    editions: tuple[Edition, ...] = (Edition.EPUB,)
    scripts: tuple[str, ...] = ()
    names: str = NAMES

    def digest(self, publication: OpenPublication | None) -> str:
        """Return the digest of everything that all issues share."""
        own = [*chosen(self.options), self.editions, self.scripts, self.names]
        return _digest(own, publication)


def options_digest(options: Options, publication: OpenPublication | None) -> str:
    """Return the digest of the options that change a file, not its name or the other files."""
    return _digest(chosen(options), publication)


def files_digest(options: Options, publication: OpenPublication) -> str:
    """Return the digest of what the files of all issues depend on, except their style."""
    told, head = _told(chosen(replace(options, style=""))), publication.head
    own = head.model_dump_json(exclude=NO_MATTER)
    names = filter(None, (head.masthead, *head.build.embed_fonts))
    return common_digest(publication.folder, names, told, own, PROGRAM)


def _digest(values: Sequence[object], publication: OpenPublication | None) -> str:
    told = _told(values)
    if publication is None:
        return text_digest(told)
    head = publication.head
    names = filter(None, (head.masthead, head.style, *head.build.embed_fonts))
    return common_digest(publication.folder, names, told, head.model_dump_json())


def _told(values: Sequence[object]) -> str:
    return repr([list(_plain(value)) for value in values])


def _plain(value: object) -> Iterator[str]:
    """Yield texts that identify a value on every machine; files are identified by content."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from _plain(each)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from (name, *_plain(getattr(value, name)))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _plain(getattr(value, field.name))
    elif _names_file(value):
        yield digest_of(Path(str(value)))
    else:
        yield f"{value:g}" if isinstance(value, float) else str(value)  # 1 and 1.0 are alike


def _names_file(value: object) -> bool:
    """Whether a value is the path of an existing file or folder, and not just a name."""
    is_path = isinstance(value, Path) or str(value).endswith(".icc") or os.sep in str(value)
    return is_path and os.path.exists(str(value))  # noqa: PTH110 - never raises


def judge_names(template: str) -> None:
    """Raise `UsageError` for an invalid template of file names."""
    try:
        used = [field for _, field, _, _ in string.Formatter().parse(template) if field is not None]
    except ValueError as error:
        raise UsageError(f"--names {template}: {error}") from None
    for field in used:
        if field not in FIELDS:
            raise UsageError(f"--names {template}: {unknown('field', field, FIELDS)}")
    try:
        template.format(**dict.fromkeys(FIELDS, "1") | {"date": _Day(2000, 1, 1)})
    except (ValueError, LookupError) as error:
        message = f"can't be filled in ({reason(error)}), correct what follows a colon"
        raise UsageError(f"--names {template}: {message}") from None
    if not OWN.intersection(used):
        raise UsageError(f"--names {template}: gives all issues one name, add {{key}} or {{date}}")


def file_name(template: str, key: str, name: str, issue: Issue, wanted: Wanted) -> str:
    """Return the name of a file in the store; raises `UsageError` if it is outside the store."""
    path = Path(name)
    values = {
        "key": key,
        "name": name,
        "stem": path.stem,
        "suffix": path.suffix,
        "date": _Day(issue.date.year, issue.date.month, issue.date.day),
        "code": _fit(issue.publication.code or issue.publication.name),
        "number": _fit(issue.numbering.span or issue.total_number),
        "edition": str(wanted.edition),
        "script": wanted.script,
        "page": _fit(wanted.page),
    }
    made = template.format(**values).strip("/")
    if not made or ".." in made.split("/"):
        raise UsageError(f"--names {template}: leads out of the store, remove `..`")
    return made


class _Day(Date):
    """A date formatted as YYYY-MM-DD, or by the template: {date:%Y/%m}."""

    def __format__(self, form: str) -> str:
        return super().__format__(form or "%Y-%m-%d")


def _fit(text: str) -> str:
    return UNFIT.sub("-", text).strip("-.")


def scripts_of(options: Options, further: Sequence[str]) -> tuple[str, ...]:
    """Return the Chinese scripts to write: the one in the options first, then `further`."""
    return tuple(dict.fromkeys((options.reading.script, *further)))
