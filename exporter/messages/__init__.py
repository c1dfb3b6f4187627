"""Messages in the language of their reader: English, Simplified and Traditional Chinese.

`zh_Hans.po` translates whole messages, with named placeholders for what varies; `zh_Hant.po` has
what OpenCC can't derive from it. `rules.yaml` has a title and advice for each rule, for messages
that are not translated, such as those of plug-ins. `--json` stays in English, with templates and
values.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exporter.findings import Finding
from exporter.messages.catalogue import Messages, read_messages

__all__ = [
    "VARIABLE",
    "as_dict",
    "error_word",
    "language_here",
    "messages_of",
    "parts_of",
    "translated",
    "words_of",
]

VARIABLE = "EXPORTER_LANGUAGE"  # overrides LC_ALL, LC_MESSAGES and LANG
CATALOGUE = Path(__file__).with_name("rules.yaml")
TRADITIONAL = "zh-Hant"
PLACE = re.compile(r"[^\n]{1,1000}?:\d{1,9}: ")  # file and line


class Catalogue(NamedTuple):
    """The translations of one language: severities, title and advice by rule, and messages."""

    severities: dict[str, str]
    rules: dict[str, tuple[str, str]]
    messages: Messages


def language_here() -> str:
    """Return the language tag of the terminal, `en` by default."""
    names = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
    said = next(filter(None, map(os.environ.get, names)), "")
    name = said.partition(".")[0].replace("_", "-").lower()
    if name.startswith("zh"):
        return TRADITIONAL if name.endswith(("-tw", "-hk", "-mo", "-hant")) else "zh-Hans"
    return name.partition("-")[0] if len(name.partition("-")[0]) == 2 else "en"


def words_of(finding: Finding, language: str = "") -> str:
    """Return a finding as one line: `error: FILE:LINE: what is wrong, what to do`."""
    found = catalogue(language or language_here())
    severity = found.severities[finding.severity] if found else finding.severity
    if found is None:
        return f"{severity}: {finding}"
    file = f"{finding.path}:{finding.line}" if finding.line else str(finding.path)
    place = f"{finding.place}: " if finding.place and str(finding.place) else ""
    message, advice = parts_of(finding, language)
    return f"{severity}: {file}: {place}{message}{'，' if advice else ''}{advice}"


def parts_of(finding: Finding, language: str = "") -> tuple[str, str]:
    """Return message and advice of a finding in a language.

    For a message that is not translated, those of its rule come before it.
    """
    found = catalogue(language or language_here())
    if found is None:
        return finding.message, finding.advice
    message, advice = found.messages.of(finding.message), found.messages.of(finding.advice)
    if message is not None:
        return message, finding.advice if advice is None else advice
    if finding.rule not in found.rules:
        return finding.message, finding.advice
    title, remedy = found.rules[finding.rule]
    return f"{title}（{finding.message}）", remedy if advice is None else advice


def as_dict(finding: Finding) -> dict[str, object]:
    """Return the plain values of a finding, with the template of its message and what varies.

    `values` are by the placeholders of `template`, so that no program needs to parse a message.
    Both are left out for a message without a template, such as that of a plug-in.
    """
    plain = finding.as_dict()
    found = catalogue("zh-Hans")
    parsed = found.messages.parsed(finding.message) if found else None
    return plain if parsed is None else plain | {"template": parsed[0], "values": parsed[1]}


def translated(text: str, language: str = "") -> str:
    """Return a message that is not a finding in a language; the text itself if there is none.

    A file and line before it stay as they are.
    """
    found = messages_of(language)
    if found is None:
        return text
    place = PLACE.match(text)
    if place and not found.is_whole(text) and (rest := found.of(text[place.end() :])):
        return place[0] + rest
    return found.of(text) or text


def messages_of(language: str = "") -> Messages | None:
    """Return the translated messages of a language; None for English and others."""
    found = catalogue(language or language_here())
    return found.messages if found else None


def error_word() -> str:
    """Return the word before a message that is not a finding."""
    found = catalogue(language_here())
    return found.severities["error"] if found else "error"


@cache
def catalogue(language: str) -> Catalogue | None:
    """Return the translations of a language; None for English and untranslated languages."""
    if not language.startswith("zh"):
        return None
    import yaml

    text = CATALOGUE.read_text(encoding="utf-8")
    if language == TRADITIONAL:
        from opencc import OpenCC

        text = OpenCC("s2twp").convert(text)
    read = yaml.safe_load(text)
    rules = {name: (str(title), str(advice)) for name, (title, advice) in read["rules"].items()}
    return Catalogue(read["severities"], rules, read_messages(language == TRADITIONAL))
