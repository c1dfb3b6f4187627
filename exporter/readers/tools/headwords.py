"""The words around the text of an article in an issue folder, where Markdown is read in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from exporter.content import Remark
from exporter.content.inline_markdown import inline_from_markdown
from exporter.content.remarks import Follow
from exporter.inline import Inline
from exporter.languages.bylines import unlabelled
from exporter.model import ArticleText, Figure

NOTE = re.compile(r"\[\^([^\]\s]+)\]")
BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
FIRST_BLOCK = re.compile(r"\s*(?!\[\^)\S.*?(?=\n[ \t]*(?:\n|\Z)|\Z)", re.DOTALL)
ADVICE = "move the mark into the text; it is now at the end of the first paragraph"


@dataclass
class HeadWords:
    """Reads the headline, deck, kicker, byline, credit and captions of one article.

    `text` is that of the article's file.
    """

    text: str
    follow: Follow
    remarks: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fields(self, head: ArticleText) -> dict[str, object]:
        """Return the fields of a front matter, their words with markup."""
        lines = [part for line in head.headline for part in BREAK.split(line) if part]
        return {
            **{name: getattr(head, name) for name in ArticleText.model_fields},
            "headline": tuple(self.words(line) for line in lines or head.headline),
            "byline": tuple(self.words(unlabelled(line)) for line in head.byline),
            **{name: self.words(getattr(head, name)) for name in ("kicker", "deck", "credit")},
        }

    def figure(self, figure: Figure) -> Figure:
        """Return a figure, its caption and credit with markup."""
        words = {name: self.words(getattr(figure, name)) for name in ("caption", "credit")}
        return figure.model_copy(update=words)

    def words(self, words: str) -> Inline:
        """Read the words that an author wrote."""
        if isinstance(words, Inline) and not words.is_plain:
            return words
        made, remarks = inline_from_markdown(NOTE.sub(self.note, words), self.follow)
        self.remarks += remarks
        return made

    def note(self, mark: re.Match[str]) -> str:
        """Take the mark of a note out of words that can have none; one without a note is text."""
        if f"{mark[0]}:" not in self.text:
            return mark[0]
        message = f"the note `{mark[0]}` is marked outside the text, where notes are not allowed"
        self.remarks.append(Remark("issue-note", message, ADVICE, mark[0]))
        self.notes.append(mark[0])
        return ""

    def with_notes(self, body: str) -> str:
        """Return a body that names the notes that were named outside of it."""
        marks = "".join(dict.fromkeys(mark for mark in self.notes if not _names(mark, body)))
        first = FIRST_BLOCK.match(body)
        if first is None:
            return f"{marks}\n\n{body}" if marks else body
        return first[0] + marks + body[first.end() :]


def _names(mark: str, body: str) -> bool:
    """Whether a body names a note, which is to say: not only has it."""
    return re.search(rf"{re.escape(mark)}(?!:)", body) is not None
