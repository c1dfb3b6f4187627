"""Place PDFs of advertisements and facsimiles as vectors: type as type, lines as lines.

Layout and tags are made for pictures of them; here each picture is replaced by the page as a form
XObject (ISO 32000-1 §8.10).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from exporter.engine.renderer import picture_key
from exporter.findings import Finding
from exporter.guard import guarded
from exporter.pictures.pdf_forms import keep_what_draws

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
RULE, NO_FONT = "pdf-advertisement", "pdf-font-not-embedded"
LAYERS = "it has layers"
MOST_PARTS = 8  # that a message names
# Private data of the programs that made the PDF, which nothing needs.
HARMLESS = frozenset(
    "/Metadata /PieceInfo /LastModified /StructParent /StructParents /Name /Properties /AF".split()
)
SHOWS = ("Tj", "TJ", "'", '"')
MARKED = ("BMC", "BDC", "EMC", "MP", "DP")


def set_vectors(
    path: Path, pages: dict[str, tuple[Path, bool]], tagged: bool, press: bool = False
) -> list[Finding]:
    """Replace pictures by the PDF pages they show, in the PDF at `path`.

    `pages` gives by the name of each picture the PDF whose first page it shows, and whether it
    shows that page's bleed. A page stays a picture if it has layers, or a font that is not
    embedded; in a `tagged` PDF also if a font does not tell its characters (ISO 14289-1 §7.21).
    Only what draws is taken over. Returns what was left out, and why a page stays a picture: for
    the `press`, which would print another font, one that is not embedded is a fault.
    """
    findings: list[Finding] = []
    if not pages:
        return findings
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name, (source, bleed) in pages.items():
            key = picture_key(name)
            form = _vector(pdf, source, bleed, tagged, press, findings)
            if form is None:
                continue
            for objects in _pictures(pdf):
                for found in [each for each in map(str, objects) if each.startswith(key)]:
                    objects[found] = form
        pdf.save(path, deterministic_id=True)
    return list(dict.fromkeys(findings))  # one PDF may be shown by several pictures


def _vector(
    pdf: pikepdf.Pdf,
    source: Path,
    bleed: bool,
    tagged: bool,
    press: bool,
    findings: list[Finding],
) -> Object | None:
    """Return the form XObject of a placed page, or None if it stays a picture."""

    def note(message: str, advice: str, rule: str = RULE) -> None:
        findings.append(Finding(rule, source, 0, message, advice))

    try:
        with guarded(ValueError), pikepdf.open(source) as other:
            if why := _unfit(other, tagged):
                rule = NO_FONT if press and why != LAYERS else RULE
                advice = "save it as PDF/X-4 with all fonts embedded"
                note(f"is used as a picture: {why}", advice, rule)
                return None
            form, gone = _form(pdf, other, bleed)
    except ValueError as error:
        note(
            f"is used as a picture, because its page is damaged ({error})",
            "save it again as PDF/X-4",
        )
        return None
    if gone:
        parts = ", ".join(sorted(gone)[:MOST_PARTS])
        note(f"parts that draw nothing are left out: {parts}", "save it as PDF/X-4 without them")
    return form


def _unfit(pdf: pikepdf.Pdf, tagged: bool) -> str:
    """Return why the first page of a PDF can't be part of another; empty if it can."""
    if "/OCProperties" in pdf.Root:
        return LAYERS
    _drop_idle_fonts(pdf, pdf.pages[0].obj)
    unusable = (font for font in _fonts(pdf.pages[0].obj) if not _is_usable(font, tagged))
    name = next((str(font.get("/BaseFont", "/nameless"))[1:] for font in unusable), "")
    return f"its font {name} is not embedded{' with its characters' * tagged}" if name else ""


def _pictures(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield the named pictures and forms of each page."""
    for page in pdf.pages:
        resources = page.obj.get("/Resources", Dictionary())
        if "/XObject" in resources:
            yield resources["/XObject"]


def _form(pdf: pikepdf.Pdf, other: pikepdf.Pdf, bleed: bool) -> tuple[Object, set[str]]:
    """Return the first page of a PDF as a form as large as a picture, one unit square.

    Also the keys of what it carried and does not draw.
    """
    page = other.pages[0]
    inner = page.as_form_xobject()
    if bleed and "/BleedBox" in page.obj:
        inner.BBox = page.obj.BleedBox
    instructions = [
        each for each in pikepdf.parse_content_stream(inner) if str(each.operator) not in MARKED
    ]
    inner.write(pikepdf.unparse_content_stream(instructions))
    gone = keep_what_draws(inner) - HARMLESS
    inner = pdf.copy_foreign(inner)
    left, bottom, right, top = _box(inner)
    width, height = right - left, top - bottom
    numbers = 1 / width, 0, 0, 1 / height, -left / width, -bottom / height
    place = f"{' '.join(f'{number:.9f}' for number in numbers)} cm /Page Do"
    form = pdf.make_stream(place.encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 1, 1])
    form.Resources = Dictionary(XObject=Dictionary(Page=inner))
    return form, gone


def _box(form: Object) -> tuple[float, float, float, float]:
    """Return the box of a form as its matrix places it: left, bottom, right, top."""
    matrix = pikepdf.Matrix(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    box = pikepdf.Rectangle(Array(form.BBox))
    corners = [
        matrix.transform(corner)
        for corner in (box.lower_left, box.lower_right, box.upper_left, box.upper_right)
    ]
    across, up = zip(*corners, strict=True)
    return float(min(across)), float(min(up)), float(max(across)), float(max(up))


def _fonts(holder: Object, depth: int = 0) -> Iterator[Object]:
    """Yield the fonts of a page, and of the forms in it."""
    resources = holder.get("/Resources", Dictionary())
    yield from dict(resources.get("/Font", Dictionary())).values()
    for each in dict(resources.get("/XObject", Dictionary())).values():
        if each.get("/Subtype") == Name.Form and depth < 8:
            yield from _fonts(each, depth + 1)


def _drop_idle_fonts(pdf: pikepdf.Pdf, holder: Object, depth: int = 0) -> None:
    """Remove fonts that no text is shown in; some programs name Helvetica on every page."""
    resources = holder.get("/Resources", Dictionary())
    shown = _shown_fonts(holder, resources.get("/XObject", Dictionary()))
    fonts = resources.get("/Font", Dictionary())
    idle = set(fonts.keys()) - shown
    if idle:
        content = pikepdf.unparse_content_stream(
            [each for each in pikepdf.parse_content_stream(holder) if not _sets(each, idle)]
        )
        if isinstance(holder, pikepdf.Stream):
            holder.write(content)
        else:
            holder.Contents = pdf.make_stream(content)
    for name in idle:
        del fonts[name]
    for each in dict(resources.get("/XObject", Dictionary())).values():
        if each.get("/Subtype") == Name.Form and "/Resources" in each and depth < 8:
            _drop_idle_fonts(pdf, each, depth + 1)


def _sets(instruction: Instruction, fonts: set[str]) -> bool:
    return str(instruction.operator) == "Tf" and str(instruction.operands[0]) in fonts


def _shown_fonts(holder: Object, objects: Object) -> set[str]:
    """Return the names of fonts that text is shown in; a form may show it in the current one."""
    font, stack, shown = "", list[str](), set[str]()
    for instruction in pikepdf.parse_content_stream(holder):
        operator = str(instruction.operator)
        if operator == "q":
            stack.append(font)
        elif operator == "Q" and stack:
            font = stack.pop()
        elif operator == "Tf":
            font = str(instruction.operands[0])
        elif operator in SHOWS or _is_form(operator, instruction, objects):
            shown.add(font)
    return shown


def _is_form(operator: str, instruction: Instruction, objects: Object) -> bool:
    if operator != "Do":
        return False
    drawn = objects.get(str(instruction.operands[0]), Dictionary())
    return bool(drawn.get("/Subtype") == Name.Form)


def _is_usable(font: Object, tagged: bool) -> bool:
    """Whether a font is embedded and, for a tagged PDF, its characters are known."""
    if font.get("/Subtype") == Name.Type3:
        return not tagged or "/ToUnicode" in font
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", Dictionary())
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return embedded and (not tagged or "/ToUnicode" in font)
