"""Rules of graphics states and external objects: what archives may not have (ISO 19005-3, 6.2)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Stream

from exporter.checks.pdf.document import Document
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile

ERROR = Severity.ERROR
INTENTS = frozenset("RelativeColorimetric AbsoluteColorimetric Perceptual Saturation".split())
HALFTONES = (1, 5)
# Keys that make an external object another one for some readers.
SECOND_SELVES = {
    "/Alternates": "has alternates",
    "/OPI": "names a file to be printed instead (/OPI)",
    "/PS": "has PostScript",
    "/Ref": "shows a page of another file (/Ref)",
}


@rule(
    "a-graphics-state",
    "Forbidden graphics state",
    clause="ISO 19005-3, 6.2.5 and 6.2.6",
    advice="remove transfer functions and halftones; use a rendering intent of the standard",
    archive=ERROR,
)
def graphics_state(document: Document, _: Profile) -> Iterator[Hit]:
    """Find transfer functions, halftones and unknown rendering intents."""
    for page in document.pages:
        for state in page.drawing.states:
            yield from (Hit(message, page) for message in _wrong_state(state))


def _wrong_state(state: Object) -> Iterator[str]:
    if "/TR" in state:
        yield "a transfer function (/TR)"
    if state.get("/TR2", Name.Default) != Name.Default:
        yield "a transfer function (/TR2)"
    if "/HTP" in state:
        yield "a halftone phase (/HTP)"
    if str(state.get("/RI", "/Perceptual"))[1:] not in INTENTS:
        yield f"the rendering intent {str(state.RI)[1:]}"
    halftone = state.get("/HT")
    if isinstance(halftone, (Dictionary, Stream)):
        if halftone.get("/HalftoneType") not in HALFTONES:
            yield f"a halftone of type {halftone.get('/HalftoneType')}"
        if "/HalftoneName" in halftone:
            yield "a halftone with a name"


@rule(
    "a-xobject",
    "Picture or form that viewers show differently",
    clause="ISO 19005-3, 6.2.8 and 6.2.9",
    advice="embed the content itself",
    archive=ERROR,
)
def external_object(document: Document, _: Profile) -> Iterator[Hit]:
    """Find PostScript, alternate images, and references to external content."""
    for page in document.pages:
        for name, thing in page.drawing.objects.values():
            kind = "a picture" if thing.get("/Subtype") == Name.Image else "a form"
            wrong = [said for key, said in SECOND_SELVES.items() if key in thing]
            if Name.PS in (thing.get("/Subtype"), thing.get("/Subtype2")):
                wrong.append("is PostScript")
            yield from (Hit(f"{kind} {said}", page, object=name) for said in wrong)


@rule(
    "ua-layers",
    "Layers without a name",
    clause="ISO 14289-1, 7.10; ISO 32000-1, 8.11.4.3",
    advice="name each setting of the layers (/Name), and remove /AS",
    screen=ERROR,
    archive=ERROR,
)
def layers(document: Document, _: Profile) -> Iterator[Hit]:
    """Find optional content settings without a name, or that change automatically."""
    given = document.root.get("/OCProperties")
    if not isinstance(given, Dictionary):
        return
    for setting in (given.get("/D"), *given.get("/Configs", ())):
        if isinstance(setting, Dictionary) and "/AS" in setting:
            yield Hit("the layers change by themselves (/AS)")
        elif isinstance(setting, Dictionary) and not str(setting.get("/Name", "")):
            yield Hit("a setting of the layers has no name")
