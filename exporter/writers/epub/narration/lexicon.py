"""Pronunciation: a lexicon file of the user's and the ruby of the issue, as a PLS lexicon.

Pronunciation Lexicon Specification 1.0; linked as the EPUB 3 Text-to-Speech Enhancements ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.patterns import pattern
from exporter.xhtml import XHTML, XML_LANG, Element

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
SSML = "http://www.w3.org/2001/10/synthesis"
NAME, MEDIA_TYPE = "lexicon.pls", "application/pls+xml"
PINYIN = "x-pinyin"
etree.register_namespace("ssml", SSML)
LEXEME = f"{{{PLS}}}lexeme"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
LATIN = pattern(r"[a-z\u00c0-\u024f\u0300-\u036f'’ ]+", re.IGNORECASE)
MOST_BYTES = 5_000_000


class Reading(NamedTuple):
    """How a word is read: `kind` is `alias` (another spelling) or `phoneme`, in an alphabet."""

    word: str
    kind: str
    said: str
    alphabet: str = ""


def read_lexicon(path: Path) -> list[Reading]:
    """Return the readings of a PLS file; raises `UsageError` if it can't be read."""
    root = _parsed(path)
    usual = root.get("alphabet", "ipa")
    return [reading for each in root.iter(LEXEME) for reading in _of(each, usual)]


def lexicon_findings(path: Path) -> Iterator[Finding]:
    """Yield a finding for each word of a PLS file that has no reading, or if it has no word.

    Raises `UsageError` for a file that can't be read.
    """
    root = _parsed(path)
    advice = "give it a grapheme, and a phoneme or an alias (PLS 1.0)"
    lexemes = list(root.iter(LEXEME))
    if not lexemes:
        yield Finding("epub-lexicon", path, 0, "the lexicon has no word", advice)
    for each in lexemes:
        if next(_of(each, ""), None) is None:
            word = "".join(map(str, each.itertext())).strip() or "a word"
            line = each.sourceline
            place = line if isinstance(line, int) else 0
            yield Finding("epub-lexicon", path, place, f"`{word}` has no reading", advice)


def _parsed(path: Path) -> Element:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)  # a device has no size, and no end
        if len(data) > MOST_BYTES:
            raise UsageError(f"{path}: has more than {MOST_BYTES // 1_000_000} MB, shorten it")
        root = etree.fromstring(data, PARSER)
    except OSError as error:
        raise UsageError(f"{path}: the lexicon can't be read ({error.strerror})") from None
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path}: the lexicon is not XML ({error}), write it as PLS 1.0") from None
    if root.tag != f"{{{PLS}}}lexicon":
        raise UsageError(f"{path}: the root is not `lexicon` of PLS 1.0, namespace {PLS}")
    return root


def _of(lexeme: Element, alphabet: str) -> Iterator[Reading]:
    said = next((each for each in lexeme.iter(f"{{{PLS}}}alias", f"{{{PLS}}}phoneme")), None)
    for word in lexeme.iter(f"{{{PLS}}}grapheme"):
        if said is not None and (word.text or "").strip() and (said.text or "").strip():
            kind = etree.QName(said).localname
            own = said.get("alphabet", alphabet) if kind == "phoneme" else ""
            yield Reading((word.text or "").strip(), kind, (said.text or "").strip(), own)


def ruby_readings(root: Element) -> Iterator[Reading]:
    """Yield the readings of the ruby of a document: pinyin as phonemes, kana as spellings."""
    for ruby in root.iter(f"{XHTML}ruby"):
        word, reading = "".join(_base(ruby)).strip(), _annotation(ruby)
        if word and reading:
            is_pinyin = LATIN.fullmatch(reading) is not None
            alphabet = PINYIN if is_pinyin else ""
            yield Reading(word, "phoneme" if is_pinyin else "alias", reading, alphabet)


def hint_at_ruby(root: Element) -> None:
    """Give ruby in pinyin its reading as `ssml:ph`: EPUB 3 Text-to-Speech Enhancements §3.2."""
    for ruby in root.iter(f"{XHTML}ruby"):
        if LATIN.fullmatch(reading := _annotation(ruby)):
            ruby.set(f"{{{SSML}}}ph", reading)
            ruby.set(f"{{{SSML}}}alphabet", PINYIN)


def _annotation(ruby: Element) -> str:
    return "".join("".join(rt.itertext()) for rt in ruby.iter(f"{XHTML}rt")).strip()


def _base(ruby: Element) -> Iterator[str]:
    yield ruby.text or ""
    for child in ruby:
        if child.tag not in (f"{XHTML}rt", f"{XHTML}rp"):
            yield "".join(child.itertext())
        yield child.tail or ""


def lexicon(readings: Iterable[Reading], language: str) -> bytes:
    """Return a PLS file; of two readings of a word, the first counts."""
    known = {reading.word: reading for reading in reversed(list(readings))}
    root = etree.fromstring(f'<lexicon xmlns="{PLS}"/>')
    root.set("version", "1.0")
    root.set("alphabet", "ipa")
    root.set(XML_LANG, language)
    for word, reading in sorted(known.items()):
        lexeme = etree.SubElement(root, f"{{{PLS}}}lexeme")
        etree.SubElement(lexeme, f"{{{PLS}}}grapheme").text = word
        said = etree.SubElement(lexeme, f"{{{PLS}}}{reading.kind}")
        said.text = reading.said
        if reading.alphabet:
            said.set("alphabet", reading.alphabet)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def respeller(readings: Iterable[Reading]) -> Callable[[str], str]:
    """Return the function that spells a text for the voice as the lexicon does."""
    spellings = {each.word: each.said for each in readings if each.kind == "alias"}
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
    return partial(pattern.sub, lambda match: spellings[match[0]])
