"""A story → an ICML document (IDML specification 7.0: chapters 9, 10 and 12).

ICML is IDML in one file: the story, with the styles and the targets of links it uses. InDesign
takes it by File → Place, and updates it as a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count, groupby

from lxml import etree

from exporter.writers.icml.article_story import Story
from exporter.writers.icml.named_styles import character_values, paragraph_values
from exporter.writers.icml.story_parts import (
    Block,
    Cell,
    Grid,
    Image,
    Note,
    Paragraph,
    Piece,
    Run,
)
from exporter.xhtml import Element

# What InDesign knows the kind of the file by (IDML specification, 4.1).
HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<?aid style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)" ?>\n'
    b'<?aid SnippetType="InCopyInterchange"?>\n'
)
VERSION = "8.0"
PLAIN = "$ID/[No character style]"
NOTE_NUMBER = "4"  # the processing instruction that stands for a footnote's number
CHARACTERS = "CharacterStyleRange"
MOST_WIDTH_PT = 240.0  # of a picture until it gets a frame
Placed = tuple[str, float, float]  # address of a picture's file, its size in points
Linked = Callable[[Image], Placed]


def document(story: Story, linked: Linked) -> bytes:
    """Return the document of a story; `linked` puts a picture beside it."""
    made = _Document(story, linked)
    body = made.story()
    root = etree.Element("Document", DOMVersion=VERSION, Self="document")
    root.append(made.character_styles())
    root.append(made.paragraph_styles())
    root.extend(_cell_and_table_styles())
    root.append(body)
    root.extend(made.links())
    return HEAD + etree.tostring(root, encoding="UTF-8") + b"\n"


class _Document:
    """Writes one story, and remembers what it uses."""

    def __init__(self, story: Story, linked: Linked) -> None:
        self.made, self.linked = story, linked
        self.numbers = count(1)
        self.looks: dict[str, tuple[str, ...]] = {}
        self.styles: dict[str, None] = {}
        self.sources: list[tuple[str, str]] = []

    def name(self, kind: str) -> str:
        """Return an id that nothing else in the document has."""
        return f"{kind}{next(self.numbers)}"

    # The story ----------------------------------------------------------------------------

    def story(self) -> Element:
        """Return the story."""
        root = etree.Element(
            "Story",
            Self="story",
            AppliedTOCStyle="n",
            TrackChanges="false",
            StoryTitle=self.made.title,
            AppliedNamedGrid="n",
        )
        direction = "RightToLeftDirection" if self.made.is_rtl else "LeftToRightDirection"
        label = etree.SubElement(etree.SubElement(root, "Properties"), "Label")
        for key, value in self.made.about.items():
            etree.SubElement(label, "KeyValuePair", Key=key, Value=value)
        etree.SubElement(
            root, "StoryPreference", StoryOrientation="Horizontal", StoryDirection=direction
        )
        etree.SubElement(
            root, "InCopyExportOption", IncludeGraphicProxies="true", IncludeAllResources="false"
        )
        self.blocks(root, self.made.blocks)
        return root

    def blocks(self, parent: Element, blocks: Sequence[Block], note: bool = False) -> None:
        """Write blocks; all but the last end with a break, and a note begins with its number."""
        for number, block in enumerate(blocks, 1):
            if isinstance(block, Grid):
                range_ = self.table(parent, block)
            else:
                range_ = self.paragraph(parent, block, note and number == 1)
            if number < len(blocks):
                is_open = len(range_) and range_[-1].tag == CHARACTERS
                etree.SubElement(range_[-1] if is_open else self.characters(range_), "Br")

    def paragraph(self, parent: Element, paragraph: Paragraph, note: bool = False) -> Element:
        """Write a paragraph; return its range."""
        range_ = self.range_of(parent, paragraph.style)
        if paragraph.number is not None:
            range_.set("NumberingContinue", "false")
            range_.set("NumberingStartAt", str(paragraph.number))
        if note:
            content = etree.SubElement(self.characters(range_), "Content")
            content.append(etree.ProcessingInstruction("ACE", NOTE_NUMBER))
            content[-1].tail = "\t"
        for link, pieces in groupby(paragraph.pieces, _link):
            self.pieces(self.source(range_, link) if link else range_, list(pieces))
        return range_

    def range_of(self, parent: Element, style: str) -> Element:
        """Add a range of a paragraph style."""
        self.styles[style] = None
        return etree.SubElement(
            parent, "ParagraphStyleRange", AppliedParagraphStyle=f"ParagraphStyle/{style}"
        )

    def characters(self, parent: Element, looks: tuple[str, ...] = ()) -> Element:
        """Add a range of a character style: one for all its looks."""
        name = " + ".join(looks)
        if name:
            self.looks[name] = looks
        return etree.SubElement(
            parent, CHARACTERS, AppliedCharacterStyle=f"CharacterStyle/{name or PLAIN}"
        )

    def pieces(self, parent: Element, pieces: Iterable[Piece]) -> None:
        """Write the pieces of a line."""
        for piece in pieces:
            if isinstance(piece, Run):
                self.run(parent, piece)
            elif isinstance(piece, Note):
                self.blocks(
                    etree.SubElement(self.characters(parent), "Footnote"), piece.blocks, True
                )
            elif isinstance(piece, Image):
                self.image(self.characters(parent), piece)
            else:
                name = f"HyperlinkTextDestination/{piece.name}"
                etree.SubElement(
                    self.characters(parent), "HyperlinkTextDestination", Self=name, Name=piece.name
                )

    def run(self, parent: Element, run: Run) -> None:
        """Write text of one look."""
        range_ = self.characters(parent, (*run.looks, "Link") if run.link else run.looks)
        if run.ruby:
            range_.set("RubyFlag", "1")
            range_.set("RubyType", "GroupRuby")
            range_.set("RubyString", run.ruby)
        etree.SubElement(range_, "Content").text = run.text

    def source(self, parent: Element, target: str) -> Element:
        """Add the source of a link."""
        name = self.name("source")
        self.sources.append((name, target))
        return etree.SubElement(
            parent, "HyperlinkTextSource", Self=name, Name=f"{target} ({name})", Hidden="false"
        )

    # Tables ---------------------------------------------------------------------------------

    def table(self, parent: Element, grid: Grid) -> Element:
        """Write a table in a paragraph of its own; return the range of that."""
        range_ = self.range_of(parent, "Table")
        name = self.name("table")
        body = grid.rows - grid.header - grid.footer
        table = etree.SubElement(
            self.characters(range_),
            "Table",
            Self=name,
            AppliedTableStyle="TableStyle/Table",
            HeaderRowCount=str(grid.header),
            BodyRowCount=str(body),
            FooterRowCount=str(grid.footer),
            ColumnCount=str(grid.columns),
        )
        for number in range(grid.rows):
            etree.SubElement(table, "Row", Self=f"{name}row{number}", Name=str(number))
        for number in range(grid.columns):
            etree.SubElement(table, "Column", Self=f"{name}column{number}", Name=str(number))
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            self.cell(table, name, cell)
        return range_

    def cell(self, table: Element, name: str, cell: Cell) -> None:
        """Write a cell."""
        made = etree.SubElement(
            table,
            "Cell",
            Self=f"{name}cell{cell.column}-{cell.row}",
            Name=f"{cell.column}:{cell.row}",
            RowSpan=str(cell.rows),
            ColumnSpan=str(cell.columns),
            AppliedCellStyle="CellStyle/Cell",
        )
        self.blocks(made, cell.blocks)

    # Pictures -------------------------------------------------------------------------------

    def image(self, parent: Element, image: Image) -> None:
        """Write the frame of a picture, anchored in the text, with the link to its file."""
        address, wide, high = self.linked(image)
        scale = min(1.0, MOST_WIDTH_PT / wide)
        width, height = wide * scale, high * scale
        name = self.name("picture")
        frame = etree.SubElement(
            parent, "Rectangle", Self=name, StrokeWeight="0", ItemTransform="1 0 0 1 0 0"
        )
        properties = etree.SubElement(frame, "Properties")
        shape = etree.SubElement(
            etree.SubElement(properties, "PathGeometry"), "GeometryPathType", PathOpen="false"
        )
        points = etree.SubElement(shape, "PathPointArray")
        for x, y in ((0.0, -height), (0.0, 0.0), (width, 0.0), (width, -height)):
            at = f"{x:g} {y:g}"
            etree.SubElement(
                points, "PathPointType", Anchor=at, LeftDirection=at, RightDirection=at
            )
        if image.alt:
            etree.SubElement(
                frame,
                "ObjectExportOption",
                AltTextSourceType="SourceCustom",
                CustomAltText=image.alt,
            )
        move = f"{scale:g} 0 0 {scale:g} 0 {-height:g}"
        placed = etree.SubElement(frame, "Image", Self=f"{name}image", ItemTransform=move)
        bounds = {"Left": "0", "Top": "0", "Right": f"{wide:g}", "Bottom": f"{high:g}"}
        etree.SubElement(etree.SubElement(placed, "Properties"), "GraphicBounds", bounds)
        etree.SubElement(placed, "Link", Self=f"{name}link", LinkResourceURI=address)

    # What goes around the story ---------------------------------------------------------------

    def character_styles(self) -> Element:
        """Return the character styles in use."""
        group = etree.Element("RootCharacterStyleGroup", Self="character-styles")
        _style(group, "CharacterStyle", PLAIN, {}, "")
        for name, looks in sorted(self.looks.items()):
            values = character_values(looks, self.made.is_wide)
            _style(group, "CharacterStyle", name, values, PLAIN)
        return group

    def paragraph_styles(self) -> Element:
        """Return the paragraph styles in use."""
        group = etree.Element("RootParagraphStyleGroup", Self="paragraph-styles")
        direction = {"ParagraphDirection": "RightToLeftDirection"} if self.made.is_rtl else {}
        for name in sorted(self.styles):
            values = {**paragraph_values(name), **direction}
            _style(group, "ParagraphStyle", name, values, "$ID/[No paragraph style]")
        return group

    def links(self) -> list[Element]:
        """Return the links, and the addresses that they lead to, each once."""
        outer = dict.fromkeys(target for _, target in self.sources if target[0] != "#")
        names = {target: f"HyperlinkURLDestination/{n}" for n, target in enumerate(outer, 1)}
        found = [
            etree.Element(
                "HyperlinkURLDestination",
                Self=name,
                Name=target,
                DestinationURL=target,
                DestinationUniqueKey=str(number),
            )
            for number, (target, name) in enumerate(names.items(), 1)
        ]
        for number, (source, target) in enumerate(self.sources, len(found) + 1):
            link = etree.Element(
                "Hyperlink",
                Self=f"link-{source}",
                Name=f"{target} ({source})",
                Source=source,
                Visible="false",
                DestinationUniqueKey=str(number),
            )
            properties = etree.SubElement(link, "Properties")
            destination = etree.SubElement(properties, "Destination", type="object")
            destination.text = names.get(target) or f"HyperlinkTextDestination/{target[1:]}"
            found.append(link)
        return found


def _link(piece: Piece) -> str:
    return piece.link if isinstance(piece, Run) else ""


def _style(group: Element, kind: str, name: str, values: dict[str, str], based_on: str) -> None:
    made = etree.SubElement(group, kind, {"Self": f"{kind}/{name}", "Name": name, **values})
    if based_on:
        properties = etree.SubElement(made, "Properties")
        etree.SubElement(properties, "BasedOn", type="string").text = based_on


def _cell_and_table_styles() -> list[Element]:
    """Return the styles of cells and tables: as InDesign's basic ones."""
    cells = etree.Element("RootCellStyleGroup", Self="cell-styles")
    etree.SubElement(cells, "CellStyle", Self="CellStyle/Cell", Name="Cell")
    tables = etree.Element("RootTableStyleGroup", Self="table-styles")
    etree.SubElement(tables, "TableStyle", Self="TableStyle/Table", Name="Table")
    return [cells, tables]
