"""Paragraphs that were read, kept while their boxes live, or for the next document.

Makeup measures a page in several body types, of which some differ in the height of lines alone, and
draws it in one of them: where the characters of a paragraph stand is the same each time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import ReferenceType, WeakKeyDictionary, ref

from exporter.engine.line_ends import LINE_ENDS
from exporter.engine.patched.advances import known_advances, set_by
from exporter.engine.patched.paragraph import (
    Paragraph,
    Texts,
    read_paragraph,
    texts_to_compose,
)

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

MOST_CHARACTERS = 100_000  # of all that are kept: some pages of a newspaper in some body types


class KnownParagraphs:
    """Paragraphs by all that they depend on."""

    def __init__(self) -> None:
        self._found: dict[object, tuple[object, Paragraph]] = {}
        self._characters = 0
        self._of_boxes: WeakKeyDictionary[Box, Paragraph | None] = WeakKeyDictionary()
        # Keys of the styles of the last document. A style is beside its key to be kept alive: its
        # identity is what it is found by.
        self._document: ReferenceType[LayoutContext] | None = None
        self._styles: dict[int, tuple[ComputedStyle, str]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
        self._of_boxes.clear()
        self._styles.clear()
        self._characters = 0
        known_advances.clear()

    def of(self, context: LayoutContext, box: Box) -> Paragraph | None:
        """Return the paragraph of a line box, read anew only if its texts have changed."""
        known = self._of_boxes.get(box)
        if box not in self._of_boxes or (known is not None and not known.is_current()):
            known = self._of_boxes[box] = self.read(context, box)
        return known

    def read(self, context: LayoutContext, box: Box, *, keep: bool = False) -> Paragraph | None:
        """Return the paragraph of a line box; None if it is not one to compose.

        It is kept only where it is likely to come again.
        """
        texts = texts_to_compose(box)
        return None if texts is None else self.read_texts(context, box, texts, keep=keep)

    def read_texts(
        self, context: LayoutContext, box: Box, texts: Texts, *, keep: bool = False
    ) -> Paragraph:
        """Return the paragraph of texts that are to be composed, those of a line box."""
        # Ends of lines that an element tells are its own.
        if not (keep or self._found) or (box.element is not None and box.element.get(LINE_ENDS)):
            return read_paragraph(context, box, texts)
        key = (
            *(self._key(context, box.style), box.style["text_align_last"]),
            *((start, each.text, self._key(context, each.style)) for _, start, each in texts),
        )
        fonts, known = self._found.get(key, (None, None))
        if known is not None and fonts is context.font_config:
            return replace(known, texts=texts, plans={})
        made = read_paragraph(context, box, texts)
        if keep:
            self._keep(key, (context.font_config, made.without_texts()))
        return made

    def _keep(self, key: object, found: tuple[object, Paragraph]) -> None:
        length = len(found[1].text)
        if self._characters + length > MOST_CHARACTERS:
            self.clear()
        self._characters += length
        self._found[key] = found

    def _key(self, context: LayoutContext, style: ComputedStyle) -> str:
        if self._document is None or self._document() is not context:
            self._document = ref(context)
            self._styles.clear()
        if id(style) not in self._styles:
            self._styles[id(style)] = style, set_by(style)
        return self._styles[id(style)][1]


known_paragraphs = KnownParagraphs()
