"""Turn blocks into an article: by style names first, then by the usual form of articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from exporter.readers.tools.signature import BLANK, BRACKETED, CREDIT
from exporter.readers.word.apart import APART, Setting
from exporter.readers.word.captions import give_captions, is_of_picture
from exporter.readers.word.head_lines import (
    DASH,
    EDITORS_NOTE,
    LONGEST_SET_APART,
    ORDINAL,
    Head,
    is_form,
)
from exporter.readers.word.intermediate import Blocks, Look
from exporter.readers.word.line_labels import fields, labelled
from exporter.readers.word.nodes import (
    is_label,
    note_marks,
    paragraph_of,
    text_of,
)
from exporter.readers.word.notices import signing, signs_at_end
from exporter.readers.word.remaining_text import as_html, is_subheading
from exporter.readers.word.roles import role_of
from exporter.readers.word.signed import (
    INTRODUCED,
    SENTENCE_END,
    ending,
    is_sign,
    is_told_by_place,
    reports,
    signed_inside,
    signs,
    unbracketed,
    width,
)
from exporter.readers.word.western_bylines import is_signed

SHORTEST_PROSE = 40  # half-width characters of the median paragraph, unlike a poem's
MOST_SIGNED = 4  # lines at the end to search for a byline or source
FROM = ("据", "據")
MARKED = re.compile("[■●○◆◇★☆]")  # before the name of a column, above the headline
HEAD_ROLES = ("kicker", "headline", "deck", "byline", "dateline", "credit", "column")


@dataclass
class Shaped:
    """An article: its parts by role, its text, the removed labels.

    `guessed` are role and words of what is told by its look or its length alone.
    """

    parts: dict[str, list[str]] = field(default_factory=dict)
    body: str = ""
    labels: list[str] = field(default_factory=list)
    guessed: list[tuple[str, str]] = field(default_factory=list)

    def words(self, role: str, between: str = " ") -> str:
        """Return a part as one line."""
        return between.join(self.parts.get(role, []))

    @property
    def headline(self) -> tuple[str, ...]:
        """The lines of the headline."""
        return tuple(self.parts.get("headline", []))


def shape(nodes: Iterable[etree._Element], blocks: Blocks, loose: Iterable[str] = ()) -> Shaped:
    """Make an article from blocks; `loose` are the addresses of pictures beside the document."""
    return _Shaping(list(nodes), blocks).shaped(list(loose))


class _Shaping:
    """Makes one article: moves its parts out of the nodes; what remains is the text."""

    def __init__(self, nodes: list[etree._Element], blocks: Blocks) -> None:
        self.blocks = blocks
        self.nodes = [node for node in nodes if text_of(node) or node.find(".//img") is not None]
        self.made = Shaped()
        looks = Counter[Look]()
        for node in self.nodes:
            is_text = not self.role(node) or self.role(node) == "quote"
            looks[blocks.look(node)] += len(text_of(node)) if is_text else 0
        self.usual = max(looks, key=looks.__getitem__, default=Look())  # of most of the text

    def shaped(self, loose: list[str]) -> Shaped:
        self.by_styles()
        if "headline" not in self.made.parts:
            self.by_shape()
        self.setting = Setting(self.nodes, self.blocks, self.usual)
        self.signed_in_head()
        self.signed_below_introduction()
        self.signed_at_end()
        self.setting = Setting(self.nodes, self.blocks, self.usual)
        found = give_captions(self.nodes, self.is_caption_style, loose)
        self.made.labels += found.marks
        self.made.guessed += [("text", words) for words in self.left(found.nodes)]
        if not found.marks:
            self.made.guessed += [("line", words) for words in self.below_pictures(found.nodes)]
        self.made.guessed += [("caption", words) for words in found.guessed]
        self.made.body = as_html(found.nodes, self.blocks, self.nodes[-1:])
        return self.made

    def put(self, role: str, node: etree._Element, words: str = "") -> None:
        """Use a block as a part; pictures in it stay in the text."""
        for mark in note_marks(node):
            self.made.labels.append("".join(map(str, mark.itertext())))
            mark.text, words = "", ""
            mark[:] = []
        said = words or text_of(node)
        lines = [line.strip(BLANK) for line in said.split("\n")]
        lines = lines if role in ("headline", "byline") else [" ".join(lines)]
        self.made.parts.setdefault(role, []).extend(filter(None, lines))
        pictures = list(node.iter("img"))
        at = self.nodes.index(node)
        self.nodes[at : at + 1] = [paragraph_of(picture) for picture in pictures]

    # Styles -------------------------------------------------------------------------------

    def role(self, node: etree._Element) -> str:
        return role_of(self.blocks.look(node).style)

    def is_caption_style(self, node: etree._Element) -> str:
        """Return the role of a caption style, how a line without a style is set, or empty."""
        role = self.role(node)
        if role:
            return role if role in ("caption", "picture-credit") else ""
        return self.setting.style(node) if node.tag == "p" else ""

    def by_styles(self) -> None:
        """Take the parts marked by styles; without a title, the first heading is the headline."""
        roles = [(node, self.role(node)) for node in self.nodes if text_of(node)]
        titles = [node for node, role in roles if role == "headline"]
        if not titles:
            titles = [node for node, role in roles if role == "heading1"][:1]
        subheads = [node for node, role in roles if role == "heading2"]
        if titles and len(subheads) == 1 and titles[-1].getnext() is subheads[0]:
            roles = [(node, "deck" if node is subheads[0] else role) for node, role in roles]
        before = self.nodes[: self.nodes.index(titles[0])] if titles else []
        if len(before) == 1 and not self.role(before[0]) and is_label(before[0]):
            self.put("kicker", before[0])
        for node in titles[:3]:
            self.put("headline", node)
        for node, role in roles:
            words = text_of(node)
            if role == "deck" and node in before:
                self.put("kicker", node)
            elif role in ("deck", "kicker") and (signs(words) or is_signed(words)):
                self.put("byline", node, words)  # by its place in a template
            elif role in HEAD_ROLES and role != "headline":
                self.put(role, node, self.unlabelled(role, words))

    # Shape --------------------------------------------------------------------------------

    def by_shape(self) -> None:
        """Take the lines before the text as its head: the largest, or the first, is the headline.

        Lines before it are the kicker, lines after it the deck.
        """
        head = Head(self.nodes, self.blocks, self.usual)
        lines = head.lines()
        largest = max(lines, key=lambda node: self.blocks.look(node).size, default=None)
        signed: list[etree._Element] = []  # the lines below a byline
        every = list(lines)
        for number, node in enumerate(every):
            words = text_of(node)
            role = labelled(words).role
            is_head = node in (lines[0], largest)
            if self.takes_fields(node, words):
                pass
            elif role:
                self.put(role, node, self.unlabelled(role, words))
            elif MARKED.match(words) and node is lines[0] and node is not largest:
                self.put("kicker", node)
            elif signs(words, "" if is_head or largest is None else text_of(largest)):
                is_guess = largest is not None and is_told_by_place(words, text_of(largest))
                self.made.guessed += [("byline", words)] if is_guess else []
                self.put("byline", node, unbracketed(words))
                signed = signed or every[number:]
            else:
                continue
            lines.remove(node)
        if "headline" not in self.made.parts and lines:
            self.by_size(head, lines, signed)

    def by_size(
        self, head: Head, lines: list[etree._Element], signed: list[etree._Element]
    ) -> None:
        """Take the headline, what is above it and what is below; `signed` are below a byline."""
        smallest = min(self.blocks.look(node).size for node in lines)
        first = head.headline(lines)
        for number, node in enumerate(lines):
            words = text_of(node)
            goes_on = number == first + 1 and head.goes_on(lines[first], node, smallest)
            if number < first and is_form(words):
                continue
            if number < first:
                self.made.guessed += [("kicker", words)] if is_told_by_place(words) else []
                self.put("kicker", node)
            elif number == first or goes_on:
                self.put("headline", node)
            elif (role := head.below(node, node in signed)) == "text":
                return
            elif role and (role != "byline" or self.is_new("byline")):
                is_sure = role == "deck" and head.is_surely_deck(node)
                self.made.guessed += [] if is_sure else [(role, words)]
                self.put(role, node)

    def takes_fields(self, node: etree._Element, words: str) -> bool:
        """Take the parts of a line that has several, each with its label, and perhaps a date."""
        found = fields(words)
        roles = [each.role for each in found if each.role]
        if not roles or not all(map(self.is_new, roles)):
            return False
        self.put(roles[0], node, next(each.rest for each in found if each.role))
        for role, label, rest in found:
            known = self.made.parts.setdefault(role, []) if role else []
            known += [rest] if rest not in known else []
            self.made.labels += filter(None, [label])
        return True

    def unlabelled(self, role: str, words: str) -> str:
        """Return a text without its label, which is recorded; labels of other roles stay."""
        found = labelled(words)
        if found.role != role:
            return words
        self.made.labels.append(found.label)
        return found.rest

    def signed_in_head(self) -> None:
        """Take the bylines after the head, if the headline was found by style.

        A picture may stand between them.
        """
        while (node := self.first_line()) is not None:
            words = text_of(node)
            role = labelled(words).role
            if self.takes_fields(node, words):
                continue
            is_byline_line = signs(words, self.made.words("headline") or words)
            if is_byline_line and self.is_new("byline"):
                self.put("byline", node, unbracketed(words))
            elif role and role not in self.made.parts:
                self.put(role, node, self.unlabelled(role, words))
            elif self.is_new("deck") and self.is_deck(node):
                self.made.guessed += [] if DASH.match(words) else [("deck", words)]
                self.put("deck", node)
            elif self.is_new("byline") and reports(words):
                self.put("byline", node)
            else:
                return

    def first_line(self) -> etree._Element | None:
        """Return the first paragraph with text, if no more than pictures stand before it."""
        is_below = False  # whether the node before is a picture
        for node in self.nodes[:-1]:
            words = text_of(node)
            is_caption = is_below and self.is_caption_style(node) in ("caption", APART)
            if node.tag != "p" or (words and not (is_caption and not signs(words, words))):
                return node if node.tag == "p" else None
            is_below = not words
        return None

    def is_deck(self, node: etree._Element) -> bool:
        """Whether the first line of the text is a deck; bold ones may be subheadings."""
        words, head = text_of(node), Head(self.nodes, self.blocks, self.usual)
        if head.is_one_of_several(node) and not DASH.match(words):
            return False
        is_deck = head.is_deck(node)
        if not is_deck or not self.blocks.look(node).is_bold or DASH.match(words):
            return is_deck
        alike = [each for each in self.nodes[1:] if self.is_subheading(each)]
        return reports(words) or (not alike and not SENTENCE_END.search(words))

    def signed_below_introduction(self) -> None:
        """Take the byline below a standfirst, which is the deck, or below an editor's note."""
        if not self.is_new("byline") or [node.tag for node in self.nodes[:2]] != ["p", "p"]:
            return
        first, second = self.nodes[:2]
        words, signed = text_of(first), text_of(second)
        is_note = bool(EDITORS_NOTE.match(words))
        stands_out = Head(self.nodes, self.blocks, self.usual).stands_out(first)
        is_short = width(words) < LONGEST_SET_APART and not ORDINAL.match(words)
        if len(self.nodes) < 3 or not words or note_marks(first):
            return
        is_told = is_note or stands_out or (is_short and is_signed(signed))
        if signs(signed, self.made.words("headline") if is_told else ""):
            self.put("byline", second, unbracketed(signed))
            if (stands_out or is_short) and not is_note and self.is_new("deck"):
                self.made.guessed += [] if stands_out else [("deck", words)]
                self.put("deck", first)

    def signed_at_end(self) -> None:
        """Take a source or byline from the last lines, or from the end of the last paragraph."""
        texts = [n for n in self.nodes if n.tag == "p" and n.find(".//img") is None]
        signed = sum(ending(node)[0] == "byline" for node in texts)
        for node in signing(texts, self.blocks, self.usual) if self.is_new("byline") else ():
            self.put("byline", node)
        has_pictures = any(node.find(".//img") is not None for node in self.nodes)
        for node in texts[-MOST_SIGNED:][::-1]:
            if node not in self.nodes or (has_pictures and is_of_picture(node, self.nodes)):
                continue
            words = text_of(node)
            bracketed = BRACKETED.fullmatch(words)
            is_signed = bracketed is not None and is_sign(bracketed[1]) and node is texts[-1]
            inner = bracketed[1] if bracketed else words
            is_credit = CREDIT.match(inner) and not (signs(inner) and not inner.startswith(FROM))
            if len(texts) > 1 and bracketed and is_credit and self.is_new("credit"):
                self.put("credit", node, inner)
            elif (
                len(texts) > 1
                and self.is_new("byline")
                and (is_signed or signs_at_end(node, texts))
            ):
                self.made.guessed += [("byline", words)] if is_told_by_place(words) else []
                self.put("byline", node, inner)
            elif len(texts) > 1 and self.is_new("credit") and labelled(words).role == "credit":
                self.put("credit", node, self.unlabelled("credit", words))
            elif self.takes_ending(node, signed == 1):
                break
        if self.is_new("byline") and len(texts) > 1 and texts[-1] in self.nodes:
            self.by_introduction(texts[-1])
        if self.is_new("byline") and texts and (inside := signed_inside(text_of(texts[0]))):
            self.made.parts["byline"] = [inside]

    def by_introduction(self, node: etree._Element) -> None:
        """Take the last line as the byline if it introduces the author: （作者石桥，系…）."""
        if introduced := INTRODUCED.fullmatch(text_of(node)):
            self.put("byline", node, introduced[1])

    def takes_ending(self, node: etree._Element, is_signed_once: bool) -> bool:
        """Move `（据新华社）` or `（记者 石桥）` from the end of a paragraph to the head.

        Of several paragraphs that are signed, each keeps its own.
        """
        role, words, before = ending(node)
        if not role or not self.is_new(role) or (role == "byline" and not is_signed_once):
            return False
        if len(node):
            node[-1].tail = before
        else:
            node.text = before
        self.made.parts[role] = [words]
        return True

    def is_new(self, role: str) -> bool:
        return role not in self.made.parts

    def left(self, nodes: list[etree._Element]) -> Iterator[str]:
        """Yield the short lines at both ends of the text that may be a part of the head."""
        head = Head(self.nodes, self.blocks, self.usual)
        last = [node for node in nodes[-MOST_SIGNED:] if node.tag == "p" and text_of(node)]
        while last and is_form(text_of(last[-1])):
            last.pop()
        ends = nodes[:1] + (last[-1:] if self.is_new("byline") else [])
        is_prose = len(nodes) > 2 and self.setting.typical >= SHORTEST_PROSE
        for node in ends if is_prose else ():
            is_styled = node is nodes[0] and head.has_own_style(node)
            is_odd = head.is_odd(node) and not self.is_subheading(node)
            if node.tag == "p" and (is_odd or is_styled):
                yield text_of(node)

    def below_pictures(self, nodes: list[etree._Element]) -> Iterator[str]:
        """Yield the short lines right below pictures that may be captions or credits."""
        head = Head(self.nodes, self.blocks, self.usual)
        for above, node in pairwise(nodes):
            is_below = above.tag == "figure" and node.tag == "p" and node is not nodes[-1]
            if is_below and head.is_odd(node) and not self.is_subheading(node):
                yield text_of(node)

    def is_subheading(self, node: etree._Element) -> bool:
        return is_subheading(node, self.blocks, self.nodes[-1:])
