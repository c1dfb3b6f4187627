"""Convert Word (.docx) to blocks with mammoth; what it does not support is rewritten first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from exporter.content import symbols
from exporter.findings import Severity
from exporter.readers.word.docx_styles import Styles
from exporter.readers.word.extracted_pictures import PictureFolder
from exporter.readers.word.formulas import in_line
from exporter.readers.word.intermediate import INDENTS, Blocks, LeftOut, Look
from exporter.readers.word.office_file import Package
from exporter.readers.word.roles import role_of
from exporter.xhtml import remove

Node = Any  # mammoth is untyped
VML = "urn:schemas-microsoft-com:vml"
MARK = "look-"  # prefix of the bookmark that identifies each paragraph after conversion
# Ruby as two character styles, which mammoth can map to elements.
STYLE_MAP = "r.ExporterRuby => ruby\nr.ExporterReading => ruby > rt\nu => u\nstrike => s"
NOTE = ("footnote-", "endnote-")
LATIN = re.compile(r"\}(?:ascii|hAnsi)$")  # attributes of `w:rFonts` (ECMA-376-1, 17.3.2.26)
UNKNOWN_SYMBOL = "w:sym"
BLANKS = " \t\u3000\xa0"
PUSHED = 24  # blanks, wide ones count three times, that push a line to the right
LONGEST_PUSHED = 80  # characters of such a line
DELETED = ("del", "moveFrom")
WRAPPERS = ("fldSimple", "customXml", "bdo", "dir")  # around runs or paragraphs, which are kept
DRAWN = "save it as a picture and insert that"
# Parts outside the articles: prefix of the name, what it is, what to do.
PARTS = (
    ("word/header", "the header of the page", "", Severity.INFO),
    ("word/footer", "the footer of the page", "", Severity.INFO),
    ("word/comments", "a comment", "", Severity.INFO),
    ("word/charts/chart", "a chart", DRAWN, Severity.WARNING),
    ("word/diagrams/data", "a diagram", DRAWN, Severity.WARNING),
)
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def from_docx(package: Package) -> Blocks:
    """Return the blocks of a Word document."""
    import mammoth

    texts = [package.trees[name] for name in TEXTS if name in package.trees]
    left_out = [each for tree in texts for each in (*_deleted(tree), *_hidden(tree))]
    notes = {_id(node) for tree in texts for node in _all(tree, "footnote", "endnote")}
    for tree in texts:
        _prepare(tree, notes)
    stated = [words for tree in texts for words in _paragraphs(tree)]
    folder, looks = PictureFolder(package.path), list[Look]()
    styles = Styles(package.trees.get("word/styles.xml"))
    made = mammoth.convert_to_html(
        package.zipped(),
        style_map=STYLE_MAP,
        include_embedded_style_map=False,
        external_file_access=False,
        transform_document=mammoth.transforms.paragraph(lambda each: _marked(each, looks, styles)),
        convert_image=mammoth.images.img_element(lambda image: _picture(image, folder)),
    )
    tree = etree.fromstring(f"<div>{made.value}</div>", etree.XMLParser(huge_tree=True))
    blocks = Blocks(tree, _unmarked(tree, looks), stated, left_out, folder.files)
    _name_notes(tree)
    blocks.left_out += _of_other_parts(package)
    blocks.left_out += [LeftOut("a linked picture", name, LINKED, WARNING) for name in folder.lost]
    blocks.left_out += _symbols(made.messages)
    return blocks


LINKED = "insert the picture itself into the document"
WARNING = Severity.WARNING


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _all(tree: etree._Element, *names: str) -> list[etree._Element]:
    """Return all elements with these names, in any namespace: editions of the standard differ."""
    return [node for name in names for node in tree.iter(f"{{*}}{name}")]


# Before mammoth ---------------------------------------------------------------------------


def _deleted(tree: etree._Element) -> Iterator[LeftOut]:
    """Remove text deleted with tracked changes, and yield it."""
    for node in _all(tree, *DELETED):
        words = "".join(each.text or "" for each in _all(node, "delText", "t"))
        if words.strip():
            yield LeftOut("text deleted with tracked changes", words)
        if node.getparent() is not None and len(node):
            node.getparent().remove(node)  # type: ignore[union-attr]


def _hidden(tree: etree._Element) -> Iterator[LeftOut]:
    """Remove hidden text, which Word neither shows nor prints, and yield it."""
    for run in _all(tree, "r"):
        marks = run.findall("{*}rPr/{*}vanish")
        if any(value in ("0", "false", "off") for mark in marks for value in mark.values()):
            continue
        words = "".join(each.text or "" for each in _all(run, "t")) if marks else ""
        if words.strip():
            yield LeftOut("hidden text", words, "unhide it if it belongs to the article", WARNING)
        if words and run.getparent() is not None:
            run.getparent().remove(run)  # type: ignore[union-attr]


def _id(node: etree._Element) -> str:
    return next((str(value) for name, value in node.items() if str(name).endswith("}id")), "")


def _prepare(tree: etree._Element, notes: set[str]) -> None:
    """Rewrite a tree so that mammoth reads all of it; `notes` are the ids of existing notes."""
    for mark in _all(tree, "footnoteReference", "endnoteReference"):
        if _id(mark) not in notes and mark.getparent() is not None:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    for node in _all(tree, "AlternateContent"):
        _choose(node)
    for node in _all(tree, *WRAPPERS):
        _unwrap(node)
    for node in _all(tree, "drawing"):
        _open_boxes(node)
    for node in _all(tree, "r"):
        _write_symbols(node)
    for node in _all(tree, "oMath"):
        _write_formula(node)
    for node in _all(tree, "ruby"):
        _write_ruby(node)


def _choose(node: etree._Element) -> None:
    """Keep one version of a drawing: the one with more text, or the older one."""
    versions = [child for child in node if _local(child) in ("Choice", "Fallback")]
    best = max(reversed(versions), key=lambda each: len(_words(each)), default=None)
    for version in versions:
        if version is not best:
            node.remove(version)
    if best is not None:
        best.tag = f"{{{etree.QName(node).namespace}}}Fallback"


def _unwrap(node: etree._Element) -> None:
    """Replace an element by its children, without its properties."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    parent[place : place + 1] = [each for each in node if not _local(each).endswith("Pr")]


def _open_boxes(drawing: etree._Element) -> None:
    """Rewrite a DrawingML text box as a VML one, which mammoth reads."""
    namespace, before = etree.QName(drawing).namespace, drawing
    for text in _all(drawing, "txbxContent"):
        if any(_local(each) == "txbxContent" for each in text.iterancestors()):
            continue
        picture = etree.Element(f"{{{namespace}}}pict")
        etree.SubElement(picture, f"{{{VML}}}textbox").append(text)
        before.addnext(picture)
        before = picture


def _write_symbols(run: etree._Element) -> None:
    """Write what a run in a symbol font shows as characters that every font has."""
    # Signs are set in the fonts of Latin text: those of other scripts (`cs`) say nothing of it.
    kinds = (kind for node in run.iterfind("{*}rPr/{*}rFonts") for kind in node.items())
    fonts = [value for key, value in kinds if LATIN.search(str(key))]
    font = next((each for each in fonts if each.lower() in symbols.FONTS), "")
    for node in _all(run, "t"):
        if font or symbols.PRIVATE.search(node.text or ""):
            node.text = symbols.shown(node.text or "", str(font) or "Wingdings")


def _write_formula(node: etree._Element) -> None:
    """Replace a formula by a line of text."""
    paragraph = next((each for each in node.iterancestors() if _local(each) == "p"), None)
    parent = node.getparent()
    if paragraph is None or parent is None:
        return
    namespace = etree.QName(paragraph).namespace
    run = etree.Element(f"{{{namespace}}}r")
    etree.SubElement(run, f"{{{namespace}}}t").text = in_line(node)
    run.tail = node.tail
    if _local(parent) == "oMathPara":
        parent.addprevious(run)
        parent.remove(node)
    else:
        parent.replace(node, run)


def _write_ruby(node: etree._Element) -> None:
    """Rewrite ruby as two runs, each with its own style."""
    namespace, parent = etree.QName(node).namespace, node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    for name, style in (("rt", "ExporterReading"), ("rubyBase", "ExporterRuby")):
        run = etree.Element(f"{{{namespace}}}r")
        properties = etree.SubElement(run, f"{{{namespace}}}rPr")
        etree.SubElement(properties, f"{{{namespace}}}rStyle").set(f"{{{namespace}}}val", style)
        words = "".join(_words(each) for each in _all(node, name))
        etree.SubElement(run, f"{{{namespace}}}t").text = words
        parent.insert(at, run)
    parent.remove(node)


def _words(node: etree._Element) -> str:
    return "".join(each.text or "" for each in _all(node, "t"))


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    """Yield the text of each paragraph; text boxes inside it separately."""
    for paragraph in _all(tree, "p"):
        own = (node for node in _all(paragraph, "t") if _nearest(node) is paragraph)
        words = "".join(node.text or "" for node in own)
        if words.strip():
            yield words


def _nearest(node: etree._Element) -> etree._Element | None:
    return next((each for each in node.iterancestors() if _local(each) == "p"), None)


def _of_other_parts(package: Package) -> Iterator[LeftOut]:
    seen: set[str] = set()
    for name, tree in package.trees.items():
        for start, what, advice, severity in PARTS:
            if name.startswith(start):
                words = list(filter(None, map(str.strip, _paragraphs(tree))))
                new = [each for each in words if each not in seen]
                seen.update(new)  # up to three parts may have the same header
                yield from (LeftOut(what, each, advice, severity) for each in new)


# With mammoth -----------------------------------------------------------------------------


def _marked(paragraph: Node, looks: list[Look], styles: Styles) -> Node:
    """Give a paragraph a numbered bookmark and record its look."""
    from mammoth import documents

    style = paragraph.style_name or paragraph.style_id or ""
    look = _look(paragraph, style, styles)
    looks.append(look)
    numbering = None if role_of(style) else paragraph.numbering
    mark = documents.bookmark(f"{MARK}{len(looks) - 1}")
    children = [mark, *paragraph.children]
    return paragraph.copy(children=children, style_id=None, style_name=None, numbering=numbering)


def _look(paragraph: Node, style: str, styles: Styles) -> Look:
    """Return how a paragraph is set: by itself and its runs, else by its style."""
    usual = styles.look(paragraph.style_id or "")
    runs = [run for run in _runs(paragraph) if _run_text(run).strip()]
    place = paragraph.alignment or ""
    return Look(
        style,
        _size(runs, usual.size),
        bool(runs) and all(run.is_bold or usual.is_bold for run in runs),
        place == "center" or (not place and usual.is_centred),
        bool(runs) and all(run.is_italic or usual.is_italic for run in runs),
        place in ("right", "end") or (not place and usual.is_right) or _is_pushed(runs),
        _is_indented(paragraph, runs, usual),
    )


def _is_pushed(runs: list[Node]) -> bool:
    """Whether blanks push the words of a line to the right, as on a typewriter."""
    words = "".join(map(_run_text, runs))
    before = words[: len(words) - len(words.lstrip(BLANKS))]
    return len(words) < LONGEST_PUSHED and 2 * before.count("\u3000") + len(before) >= PUSHED


def _size(runs: list[Node], usual: float) -> float:
    """Return the size of most characters; of several, the larger."""
    sizes = Counter[float]()
    for run in runs:
        sizes[run.font_size or usual] += len(_run_text(run))
    return max(sizes, key=lambda size: (sizes[size], size), default=usual)


def _is_indented(paragraph: Node, runs: list[Node], usual: Look) -> bool:
    first = str(getattr(paragraph.indent, "first_line", None) or "")
    is_set = int(first) > 0 if first.lstrip("-").isdigit() else usual.is_indented
    return is_set or (bool(runs) and _run_text(runs[0]).startswith(INDENTS))


def _runs(node: Node) -> Iterator[Node]:
    from mammoth import documents

    for child in getattr(node, "children", ()):
        if isinstance(child, documents.Run):
            yield child
        else:
            yield from _runs(child)


def _run_text(run: Node) -> str:
    return "".join(getattr(each, "value", "") or "" for each in run.children)


def _picture(image: Node, folder: PictureFolder) -> dict[str, str]:
    """Save a picture of the document to a file; report one that is missing."""
    try:
        with image.open() as file:
            return {"src": folder.keep(file.read(), image.content_type or "")}
    except (ValueError, KeyError) as error:
        said = str(error.args[0] if error.args else "")[:200]
        address = re.search("'(.+?)'", said)
        folder.lost.append(address[1] if address else said)
        return {"src": ""}


# After mammoth ----------------------------------------------------------------------------


def _unmarked(tree: etree._Element, looks: list[Look]) -> dict[etree._Element, Look]:
    """Remove the bookmarks; return the looks of the elements that contained them."""
    found: dict[etree._Element, Look] = {}
    for mark in list(tree.iter("a")):
        name = mark.get("id", "")
        parent = mark.getparent()
        if not name.startswith(MARK) or parent is None:
            continue
        found.setdefault(parent, looks[int(name.removeprefix(MARK))])
        remove(mark)
    for picture in list(tree.iter("img")):
        if not picture.get("src"):
            remove(picture)
    return found


def _name_notes(tree: etree._Element) -> None:
    """Give footnotes the class names used in article bodies."""
    for mark in tree.iter("sup"):
        if len(mark) and mark[0].get("href", "").startswith(tuple(f"#{name}" for name in NOTE)):
            mark.set("class", "footnote-ref")
    last = tree[-1] if len(tree) else None
    if last is None or last.tag != "ol" or not last[0].get("id", "").startswith(NOTE):
        return
    section = etree.SubElement(tree, "section", {"class": "footnotes"})
    section.append(last)
    for link in section.iter("a"):
        if link.get("href", "").startswith(("#footnote-ref-", "#endnote-ref-")):
            link.set("class", "footnote-backref")


def _symbols(messages: list[Node]) -> Iterator[LeftOut]:
    for message in messages:
        if UNKNOWN_SYMBOL in message.message:
            yield LeftOut("a symbol", message.message, "use a Unicode character", WARNING)
