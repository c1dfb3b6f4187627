"""Variants of an issue that can coexist: in another script, vertical, smaller.

Each has its own identifier, title and file name; otherwise, reading apps would replace one by the
other. An EPUB that only differs in fonts or printed pages keeps the identifier and replaces the
earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass

from exporter.edition import Edition
from exporter.languages.site_words import site_words
from exporter.model import Issue
from exporter.options import Options


@dataclass(frozen=True)
class Variant:
    """How an EPUB differs from the issue as delivered."""

    language: str = ""  # the language tag after script conversion
    vertical: bool = False
    lite: bool = False

    @classmethod
    def of(cls, issue: Issue, options: Options) -> Variant:
        """Return the variant of an issue that these options make."""
        language = issue.publication.language if issue.original else ""
        return cls(language, options.writing == "vertical", options.lite)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of identifiers and file names; empty for the issue itself."""
        parts = (self.language, "vertical" * self.vertical, "lite" * self.lite)
        return tuple(filter(None, parts))

    def suffix(self, edition: Edition) -> str:
        """Return the suffix of the title: （繁體　直排）."""
        words = edition.labels
        parts = (
            self.language and _script(self.language),
            words.vertical_edition * self.vertical,
            words.lite_edition * self.lite,
            words.corrected * (edition.issue.revision > 1),
        )
        told = words.separator.join(filter(None, parts))
        return words.in_brackets.format(told) if told else ""


def _script(language: str) -> str:
    """Return the name of a Chinese script in that script: 繁體, 繁體（臺灣）."""
    words = site_words(language)
    name = language.lower().removeprefix("zh-").replace("-", "_")
    return str(getattr(words, name, language))
