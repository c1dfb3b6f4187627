"""Language tags (BCP 47): the script and the direction that they stand for."""

from __future__ import annotations

RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "ug", "ps", "sd", "ckb", "dv", "yi"}
TRADITIONAL_REGIONS = {"tw", "hk", "mo"}
IDEOGRAPHIC = {"zh-hans", "zh-hant", "ja"}


def script(language: str) -> str:
    """Return the language tag by which fonts and words are chosen: zh-hans, zh-hant, ja, en, …"""
    parts = language.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    traditional = "hant" in parts or (
        "hans" not in parts and bool(TRADITIONAL_REGIONS & set(parts))
    )
    return "zh-hant" if traditional else "zh-hans"


def is_ideographic(language: str) -> bool:
    """Whether a language is set on a grid of whole ems: Chinese and Japanese."""
    return script(language) in IDEOGRAPHIC


def direction(language: str) -> str:
    """Return the direction of a language's script, by its tag (BCP 47): `rtl` or `ltr`."""
    parts = language.lower().split("-")
    written = {"arab", "hebr", "thaa", "syrc"} & set(parts)
    return "rtl" if written or (parts[0] in RIGHT_TO_LEFT and "latn" not in parts) else "ltr"
