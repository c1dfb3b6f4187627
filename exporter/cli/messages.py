"""Findings for the terminal, in the language of the user.

`messages.yaml` translates severities, and the title and advice of each rule; the message of the
finding itself follows in English. `--json` is not translated.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exporter.findings import Finding

VARIABLE = "EXPORTER_LANGUAGE"  # overrides LC_ALL, LC_MESSAGES and LANG
CATALOGUE = Path(__file__).with_name("messages.yaml")
TRADITIONAL = "zh-Hant"


class Catalogue(NamedTuple):
    """The translations of one language: severities, and title and advice by rule."""

    severities: dict[str, str]
    rules: dict[str, tuple[str, str]]


def language_here() -> str:
    """Return the language tag of the terminal, `en` by default."""
    names = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
    said = next(filter(None, map(os.environ.get, names)), "")
    name = said.partition(".")[0].replace("_", "-").lower()
    if name.startswith("zh"):
        return TRADITIONAL if name.endswith(("-tw", "-hk", "-mo", "-hant")) else "zh-Hans"
    return name.partition("-")[0] if len(name.partition("-")[0]) == 2 else "en"


def words_of(finding: Finding, language: str = "") -> str:
    """Return a finding as one line: `error: FILE:LINE: what is wrong, what to do`.

    In Chinese, the translated title and advice of its rule come before the message.
    """
    found = catalogue(language or language_here())
    if found is None or finding.rule not in found.rules:
        severity = found.severities[finding.severity] if found else finding.severity
        return f"{severity}: {finding}"
    title, advice = found.rules[finding.rule]
    file = f"{finding.path}:{finding.line}" if finding.line else str(finding.path)
    own = str(finding).removeprefix(f"{file}: ")
    return f"{found.severities[finding.severity]}: {file}: {title}，{advice}。{own}"


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
    return Catalogue(read["severities"], rules)
