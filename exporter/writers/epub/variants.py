"""Variants of an issue that stand beside each other: in another script, vertical, smaller.

Each has an identifier, a title and a file name of its own, or libraries would put one in the place
of the other. What is only made in another way, with other fonts or with printed pages, replaces
what was there before.
"""

from __future__ import annotations

from dataclasses import dataclass

from exporter.edition import Edition
from exporter.languages.site_words import site_words
from exporter.model import Issue
from exporter.options import Options


@dataclass(frozen=True)
class Variant:
    """What an EPUB is beside the issue as it was sent."""

    language: str = ""  # that its text was converted to
    vertical: bool = False
    lite: bool = False

    @classmethod
    def of(cls, issue: Issue, options: Options) -> Variant:
        """Return the variant that these options make of an issue."""
        language = issue.publication.language if issue.original else ""
        return cls(language, options.writing == "vertical", options.lite)

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, as identifiers and files have them; none if it is the issue itself."""
        parts = (self.language, "vertical" * self.vertical, "lite" * self.lite)
        return tuple(filter(None, parts))

    def suffix(self, edition: Edition) -> str:
        """Return what is after the title of the issue: （繁體，直排）."""
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
    """Return what the script of a Chinese text is called in it: 繁體, 繁體（臺灣）."""
    words = site_words(language)
    name = language.lower().removeprefix("zh-").replace("-", "_")
    return str(getattr(words, name, language))
