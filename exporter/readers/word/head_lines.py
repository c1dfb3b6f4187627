"""The lines before the text of an article without styles: which is what, by how they are set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from exporter.languages.characters import HAN
from exporter.readers.tools.signature import KIND
from exporter.readers.word.intermediate import Blocks, Look
from exporter.readers.word.line_labels import CLOCK, DAY, OF_A_FORM, WHEN, labelled
from exporter.readers.word.nodes import note_marks, text_of
from exporter.readers.word.notices import DATE
from exporter.readers.word.roles import role_of
from exporter.readers.word.signed import (
    LONGEST_HEAD,
    SENTENCE_END,
    is_edited,
    reports,
    signs,
    width,
)

MOST_HEAD = 8  # lines in the head of an article
LARGE = 14  # points: above it, a line is set larger than text whose size is not known
LONGEST_DECK = 80  # half-width characters of a deck that a dash begins
LONGEST_SET_APART = 160  # of one that is set unlike the text
QUESTION = re.compile(r"[！？!?…][”’」』）)\"']*$")  # headlines may end like this too
ORDINAL = re.compile(r"^[一二三四五六七八九十\d]{1,3}[、.．]")  # of the first section
DASH = re.compile(r"^(?:—|–|―|-)+\s*")
EDITORS_NOTE = re.compile(
    r"[【\[（(]?(?:[编編]者按|[编編]者的[话話]|editor[’']?s note)", re.IGNORECASE
)
# REPORT, BOOK REVIEW: what an article is.
RUBRIC = re.compile(
    r"(?:[A-Z][A-Z’'&-]+ )?(?:REPORT|REVIEW|ANALYSIS|COMMENT(?:ARY)?|OPINION|INTERVIEW|FEATURE"
    r"|PROFILE|OBITUARY|EDITORIAL|LETTERS?|NEWS|SPORTS?|BUSINESS|CULTURE|EXPLAINER|ESSAY|DIARY"
    r"|PREVIEW|BRIEFS?|COLUMN|SPECIAL|EXCLUSIVE|UPDATE|ADVERTISEMENT|NOTICE|VERDICT|Q&A)"
)
# A pen name, perhaps with what its owner is: 闻笛（专栏作家）.
PEN_NAME = re.compile(
    rf"(?![^（(]*[一二三四五六七八九十百千万年月日的了在是与和])"
    rf"[{HAN}](?:[{HAN}]{{1,2}}|[ \u3000]{{1,2}}[{HAN}])(?:\s*[（(][^()（）]{{2,20}}[)）])?"
)
DATED = re.compile(rf"{DAY}(?:\s+{CLOCK})?$")
SALUTATION = re.compile(r"(?:dear|to the editor|sirs?\b|madam\b).{0,30}", re.IGNORECASE)
SPEAKER = re.compile(r"(?:问|問|答|[记記]者|Q|A|[\w·. ]{2,24}?)\s*[:：](?=\s*\S)")

# A house that signs below the headline: 县林业局办公室.
HOUSE = re.compile(
    rf"[{HAN}]{{2,10}}(?:政府|[委员員]{{2}}[会會]|局|[厅廳]|[办辦]公室|公司|大[学學]|[学學]院|[学學]校|[医醫]院|[协協][会會]"
    "|中心|[报報]社|[编編][辑輯]部|宣[传傳]部|[课課][题題][组組])"
)
# The head of a form: 县人民政府文件, 县政发〔2026〕12号.
FORM_HEAD = re.compile(r"[\u4e00-\u9fff]{3,}文件$|[〔\[［]\d{4}[〕\]］]\s*\d+\s*[号號]$")


def is_form(words: str) -> bool:
    """Whether a line is a date, or has one at its end, or belongs to a form: 单位：…."""
    is_of_form = OF_A_FORM.match(words) or DATE.fullmatch(words) or WHEN.fullmatch(words)
    return bool(is_of_form or is_edited(words)) or bool(
        DATED.search(words) and not SENTENCE_END.search(words)
    )


class Head:
    """The head of one article; `usual` is the look of most of its text."""

    def __init__(self, nodes: Sequence[etree._Element], blocks: Blocks, usual: Look) -> None:
        self.nodes, self.blocks, self.usual = nodes, blocks, usual
        spoken = (SPEAKER.match(text_of(node)) for node in nodes if node.tag == "p")
        self.speakers = Counter(found[0] for found in spoken if found)

    def lines(self) -> list[etree._Element]:
        """Return the short lines before the first paragraph of the text."""
        lines: list[etree._Element] = []
        start = self.start()
        for node in self.nodes[start : start + MOST_HEAD + 1]:
            words = text_of(node)
            if node.tag != "p" or node.find(".//img") is not None:
                break
            is_large = self.blocks.look(node).size > (self.usual.size or LARGE)
            if note_marks(node) or (lines and not is_large and self.begins_text(words)):
                break
            first = text_of(lines[0]) if lines else ""
            is_line = width(words) <= LONGEST_HEAD and not (
                SENTENCE_END.search(words) and not QUESTION.search(words)
            )
            if not is_line and not signs(words, first) and not labelled(words).role:
                break
            lines.append(node)
        # Short lines only: a poem or a list, with the first line as its headline.
        return (
            lines[:1] if len(lines) > MOST_HEAD or len(lines) == len(self.nodes) - start else lines
        )

    def start(self) -> int:
        """Return the index of the first line that is not a picture, nor a caption below one."""
        at = 0
        for at, node in enumerate(self.nodes):
            look = self.blocks.look(node)
            is_caption = at > 0 and (look.is_italic or 0 < look.size < self.usual.size)
            if text_of(node) and not is_caption:
                break
        return at

    def begins_text(self, words: str) -> bool:
        """Whether a line is a numbered item, begins a letter, or who speaks speaks again."""
        speaker = SPEAKER.match(words)
        is_begun = ORDINAL.match(words) or SALUTATION.fullmatch(words)
        return bool(is_begun) or bool(speaker and self.speakers[speaker[0]] > 1)

    def headline(self, lines: Sequence[etree._Element]) -> int:
        """Return the index of the largest line, else of the first bold one, else 0.

        The head of a form (…文件, 〔2026〕12号) is none.
        """
        forms = [bool(FORM_HEAD.search(text_of(node))) for node in lines]
        if any(forms) and not all(forms):
            rest = [node for node, is_head in zip(lines, forms, strict=True) if not is_head]
            return lines.index(rest[self.headline(rest)])
        sizes = [self.blocks.look(node).size for node in lines]
        if min(sizes) < max(sizes):
            return sizes.index(max(sizes))
        bold = [number for number, node in enumerate(lines) if self.blocks.look(node).is_bold]
        return bold[0] if bold and len(bold) < len(lines) else 0

    def goes_on(self, headline: etree._Element, node: etree._Element, smallest: float) -> bool:
        """Whether a line is set as large as the headline before it, and larger than others."""
        first, second = self.blocks.look(headline), self.blocks.look(node)
        if first.size != second.size or DASH.match(text_of(node)):
            return False
        is_alike = first.is_bold == second.is_bold
        return first.size > smallest or (is_alike and first.size > (self.usual.size or LARGE))

    def below(self, node: etree._Element, is_signed: bool) -> str:
        """Return the role of a line below the headline: deck, column, text, or none for a date.

        `is_signed` is whether a byline stands between them: then it is set apart or it is text.
        """
        words, look = text_of(node), self.blocks.look(node)
        if is_form(words):
            return ""
        if RUBRIC.fullmatch(words) and look.size <= (self.usual.size or LARGE):
            return "column"
        if not is_signed and look.size <= (self.usual.size or LARGE) and self.is_name(words):
            return "byline"
        if self.is_one_of_several(node):
            return "text"
        return "deck" if self.is_apart(node) or not is_signed else "text"

    def is_name(self, words: str) -> bool:
        """Whether a line below the headline is told as a name by its length or capitals alone."""
        is_told = bool(PEN_NAME.fullmatch(words) or HOUSE.fullmatch(words))
        return is_told and not KIND.fullmatch(words)

    def is_one_of_several(self, node: etree._Element) -> bool:
        """Whether a line is set as bold subheadings or italic questions in the text are."""
        look, words = self.blocks.look(node), text_of(node)
        after = self.nodes[self.nodes.index(node) + 1 :]
        alike = [text_of(each) for each in after if self.blocks.look(each) == look]
        lines = [each for each in alike if 0 < width(each) <= LONGEST_HEAD]
        is_asked = bool(QUESTION.search(words)) and any(map(QUESTION.search, lines))
        return (look.is_bold and bool(lines)) or (look.is_italic and is_asked)

    def is_surely_deck(self, node: etree._Element) -> bool:
        """Whether a line is told as a deck by more than its place or a slant: size, or a dash."""
        look, usual = self.blocks.look(node), self.usual.size
        return bool(DASH.match(text_of(node))) or (usual > 0 and look.size > usual)

    def is_odd(self, node: etree._Element) -> bool:
        """Whether a line at an end of the text is short, no sentence, and of no known form."""
        words = text_of(node)
        is_line = 0 < width(words) <= LONGEST_HEAD and not SENTENCE_END.search(words)
        return is_line and not (is_form(words) or self.begins_text(words) or labelled(words).role)

    def has_own_style(self, node: etree._Element) -> bool:
        """Whether a line has a style that neither names a part nor is that of the text."""
        style = self.blocks.look(node).style
        is_own = bool(style) and style != self.usual.style and not role_of(style)
        return is_own and 0 < width(text_of(node)) < LONGEST_SET_APART

    def is_apart(self, node: etree._Element) -> bool:
        """Whether a line is set unlike the text, or begins as the second part of a headline."""
        is_centred = self.blocks.look(node).is_centred and not self.usual.is_centred
        return self.stands_out(node) or is_centred or bool(DASH.match(text_of(node)))

    def is_deck(self, node: etree._Element) -> bool:
        """Whether the first line of the text stands under the headline as its deck."""
        words = text_of(node)
        if width(words) >= LONGEST_SET_APART or node is not self.nodes[0]:
            return False
        if width(words) < LONGEST_DECK and (DASH.match(words) or reports(words)):
            return True
        if self.begins_text(words) or EDITORS_NOTE.match(words) or not self.stands_out(node):
            return False
        if DATE.fullmatch(words):
            return False
        return not re.search("[:：,，]$", words)

    def stands_out(self, node: etree._Element) -> bool:
        """Whether a paragraph is set bold, italic or larger, unlike the text."""
        look, usual = self.blocks.look(node), self.usual
        return (
            (look.is_bold and not usual.is_bold)
            or (look.is_italic and not usual.is_italic)
            or look.size > (usual.size or LARGE)
        )
