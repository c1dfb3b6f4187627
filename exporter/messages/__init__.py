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

from exporter.findings import Finding, Place
from exporter.messages.catalogue import QUOTES, Messages, read_messages

__all__ = [
    "VARIABLE",
    "as_dict",
    "clause_words",
    "error_word",
    "language_here",
    "messages_of",
    "parts_of",
    "place_of",
    "rule_title",
    "severity_word",
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


def words_of(finding: Finding, language: str = "", with_rule: bool = False) -> str:
    """Return a finding as one line: `error: FILE:LINE: what is wrong, what to do`.

    `with_rule` adds the rule: `error: pdf-hairline: FILE: …`.
    """
    found = catalogue(language or language_here())
    severity = severity_word(finding.severity, language)
    severity = f"{severity}: {finding.rule}" if with_rule else severity
    if found is None:
        return f"{severity}: {finding}"
    file = f"{finding.path}:{finding.line}" if finding.line else str(finding.path)
    place = place_of(finding.place, language) if finding.place else ""
    place = f"{place}: " if place else ""
    message, advice = parts_of(finding, language)
    return f"{severity}: {file}: {place}{message}{'，' if advice else ''}{advice}"


def place_of(place: Place, language: str = "") -> str:
    """Return the words for a place in a language; quoted text and names stay as they are."""
    found = catalogue(language or language_here())
    if found is None:
        return str(place)
    # One word alone is the name of something.
    words = (" " in part and part[0] not in QUOTES for part in place.parts())
    pairs = zip(place.parts(), words, strict=True)
    return "，".join((found.messages.of(part) if said else None) or part for part, said in pairs)


def parts_of(finding: Finding, language: str = "") -> tuple[str, str]:
    """Return message and advice of a finding in a language.

    For a message that is not translated, those of its rule come before it.
    """
    found = catalogue(language or language_here())
    if found is None:
        return finding.message, finding.advice
    message, advice = found.messages.of(finding.message), found.messages.of(finding.advice)
    if finding.clause and finding.rule in found.rules:
        advice = found.rules[finding.rule][1]  # a check of PDFs advises as its rule does
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


def severity_word(severity: str, language: str = "") -> str:
    """Return the word for a severity in a language."""
    found = catalogue(language or language_here())
    return found.severities.get(severity, severity) if found else str(severity)


def error_word() -> str:
    """Return the word before a message that is not a finding."""
    return severity_word("error")


def clause_words(clause: str, language: str = "") -> str:
    """Return a clause in a language: names of standards stay, what a plant asks is translated."""
    return "; ".join(translated(each, language) for each in clause.split("; "))


def rule_title(rule: str, title: str, language: str = "") -> str:
    """Return the title of a rule in a language; the English one if there is none."""
    found = catalogue(language or language_here())
    return found.rules.get(rule, (title, ""))[0] if found else title


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
