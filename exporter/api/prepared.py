"""What is read, and what writers need of it first, made in the process that has read it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exporter.kept import user_entries, using
from exporter.languages import dictionary
from exporter.options import Options
from exporter.readers.base import Reading
from exporter.writers.base import Writer

if TYPE_CHECKING:
    from exporter.edition import Edition
    from exporter.edition.style import Style


@dataclass(frozen=True)
class Read:
    """What was read, and the style that it is written in.

    `edition` is there if its documents were made on the way, with the `words` that were looked up.
    """

    reading: Reading
    style: Style
    edition: Edition | None = None
    words: dict[str, list[str]] = field(default_factory=dict)


def prepared(read: Read, writers: Sequence[Writer], options: Options) -> Read:
    """Make of what was read what writers need first; what fails is told when they write.

    An issue that is not written as it was read is left to those that change it.
    """
    issue = read.reading.issue
    if issue is None or issue.editions or options.facsimiles:
        return read
    from exporter.edition import make_edition

    with suppress(Exception), using(user_entries(options.cache)), dictionary.unloaded():
        edition = make_edition(issue, read.style)
        for each in writers:
            each.prepare(edition)
        return replace(read, edition=edition, words=dictionary.found_beside())
    return read
