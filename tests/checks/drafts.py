"""Small PDFs drawn by code: clean under a profile, to be broken in one way at a time."""

from __future__ import annotations

import io
import struct
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

from exporter.profiles import find_profile

MM = 72 / 25.4
WIDTH, HEIGHT = 60 * MM, 90 * MM  # of the trimmed page
BLEED, SLUG = 3 * MM, 10 * MM
PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{properties}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A title</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
PDFX = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
X1A = {"variant": "pdf/x-1a"}
PDF_1_4 = {"min_version": "1.4"}  # what such a file is saved with
PDFUA = "<pdfuaid:part>1</pdfuaid:part>"
EXTENSION = """<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""
PDFA = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


@cache
def font_file() -> bytes:
    """Draw a font whose A to Z are boxes."""
    names = [".notdef", "space", *(chr(code) for code in range(65, 91))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space"} | {code: chr(code) for code in range(65, 91)})
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (450, 700), (450, 0)):
        pen.lineTo(point)
    pen.closePath()
    box, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder.setupGlyf({name: empty if name == "space" else box for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def icc_header(kind: bytes, channels: bytes) -> bytes:
    """Return an ICC profile that is nothing but its header and an empty table of tags."""
    head = bytearray(132)
    struct.pack_into(">I", head, 0, len(head))
    head[8:12], head[12:16], head[16:20], head[20:24] = b"\2\1\0\0", kind, channels, b"Lab "
    head[36:40] = b"acsp"
    return bytes(head)


class Draft:
    """A PDF of four pages in the making; `pdf` and `pages` are pikepdf's.

    `around` stands before and after what is painted: a clip, a layer.
    """

    def __init__(self) -> None:
        self.pdf: Any = Pdf.new()
        self.properties = ""
        self.boxes = self.font("Boxes")
        self.around = ("", "")
        for _ in range(4):
            self.pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        self.pages = [page.obj for page in self.pdf.pages]
        for page in self.pages:
            page.Resources = Dictionary(
                Font=Dictionary(F1=self.boxes),
                ExtGState=Dictionary(
                    Over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
                    Knock=Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0),
                ),
                XObject=Dictionary(),
                ColorSpace=Dictionary(),
                Pattern=Dictionary(),
                Shading=Dictionary(),
            )

    def font(self, name: str, embedded: bool = True) -> Any:
        """Return a TrueType font of boxes."""
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{name}"),
            Flags=32,
            FontBBox=[0, -200, 1000, 800],
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        )
        if embedded:
            data = font_file()
            descriptor.FontFile2 = self.stream(data, Length1=len(data))
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{name}"),
            FirstChar=32,
            LastChar=90,
            Widths=[500] * 59,
            FontDescriptor=self.pdf.make_indirect(descriptor),
        )
        font.Encoding = Name.WinAnsiEncoding
        return self.pdf.make_indirect(font)

    def glyphs(self, name: str) -> Any:
        """Return a composite font of boxes whose codes are numbers of glyphs: A is <0002>."""
        simple = self.font(name)
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(f"/{name}"),
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=simple.FontDescriptor,
            CIDToGIDMap=Name.Identity,
            DW=500,
        )
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(f"/{name}"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=[self.pdf.make_indirect(below)],
            )
        )

    def stream(self, data: bytes, **values: Any) -> Any:
        """Return a stream of the file."""
        stream = Stream(self.pdf, data)
        for key, value in values.items():
            stream[f"/{key}"] = value
        return stream

    def paint(self, content: str, page: int = 0) -> None:
        """Add operators to a page."""
        before, after = self.around
        stream = self.stream(f"q\n{before} {content} {after}\nQ\n".encode())
        self.pdf.pages[page].contents_add(stream)

    def switch_off(self) -> Any:
        """Add a layer that is switched off, `/Off` in the properties of every page."""
        layer = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        setting = Dictionary(Name=String("Print"), OFF=Array([layer]))
        self.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=setting)
        for page in self.pages:
            page.Resources.Properties = Dictionary(Off=layer)
        return layer

    def text(
        self, colour: str, size: float = 9, y: float = 40, font: str = "F1", page: int = 0
    ) -> None:
        """Add a word in a colour such as `0 0 0 1 k`."""
        self.paint(f"{colour} BT /{font} {size} Tf 20 {y} Td (A WORD) Tj ET", page)

    def resource(self, kind: str, name: str, value: Any, page: int = 0) -> None:
        """Give a page a font, picture, colour space, graphics state…"""
        self.pages[page].Resources[f"/{kind}"][f"/{name}"] = value

    def picture(
        self, name: str, pixels: int, samples: bytes, space: Any, page: int = 0, **values: Any
    ) -> None:
        """Add a square picture, all of whose pixels are `samples`, to a page's resources."""
        picture = self.stream(
            samples * (pixels * pixels),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=pixels,
            Height=pixels,
            BitsPerComponent=8,
            ColorSpace=space,
            **values,
        )
        self.resource("XObject", name, picture, page)

    def place(self, name: str, size_mm: float, page: int = 0) -> None:
        """Paint a picture, 20 pt from the corner."""
        size = size_mm * MM
        self.paint(f"{size:.4f} 0 0 {size:.4f} 20 60 cm /{name} Do", page)

    def spot(self, name: str, alternate: str = "/DeviceCMYK", ink: Any = (0, 1, 1, 0)) -> Any:
        """Return a spot colour space."""
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * len(ink), C1=list(ink), N=1)
        return Array([Name.Separation, Name(f"/{name}"), Name(alternate), function])

    def link(self, page: int = 0, **values: Any) -> Any:
        """Add a link annotation."""
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[20, 20, 60, 30], Border=[0, 0, 0], **values
        )
        link = self.pdf.make_indirect(link)
        page_object = self.pages[page]
        page_object.Annots = Array([*page_object.get("/Annots", []), link])
        return link

    def save(self, path: Path, **values: Any) -> Path:
        """Write the file."""
        if self.properties is not None and "/Metadata" not in self.pdf.Root:
            packet = PACKET.format(properties=self.properties).encode()
            self.pdf.Root.Metadata = self.stream(packet, Type=Name.Metadata, Subtype=Name.XML)
        same = {"deterministic_id": "encryption" not in values, "min_version": "1.6"}
        self.pdf.save(path, **(same | values))
        return path


class PressDraft(Draft):
    """PDF/X-4: text and lines in black ink, a picture in CMYK, boxes, an output intent."""

    def __init__(self) -> None:
        super().__init__()
        self.properties = PDFX
        for number, page in enumerate(self.pages):
            page.MediaBox = [-SLUG, -SLUG, WIDTH + SLUG, HEIGHT + SLUG]
            page.BleedBox = [-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED]
            page.TrimBox = [0, 0, WIDTH, HEIGHT]
            self.paint("/Over gs 0 0 0 1 k BT /F1 9 Tf 20 200 Td (A WORD) Tj ET", number)
            self.paint("0 0 0 1 K .25 w 20 195 m 100 195 l S", number)
        self.picture("Im", 100, bytes((120, 100, 90, 30)), Name.DeviceCMYK)
        self.place("Im", 12)
        self.pdf.docinfo["/Trapped"] = Name("/False")
        self.pdf.docinfo["/Title"] = "A title"
        self.pdf.Root.OutputIntents = Array([self.intent()])

    def state_x1a(self) -> None:
        """Make it a file that says it is PDF/X-1a; `X1A` is the profile that it is tried by."""
        self.pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"
        self.properties = ""

    def intent(
        self, kind: bytes = b"prtr", channels: bytes = b"CMYK", count: int = 4, name: str = ""
    ) -> Any:
        """Return an output intent for a press."""
        return Dictionary(
            Type=Name.OutputIntent,
            S=Name("/GTS_PDFX"),
            OutputConditionIdentifier=String(name or find_profile("press").output_condition),
            RegistryName=String("http://www.color.org"),
            DestOutputProfile=self.stream(icc_header(kind, channels), N=count),
        )


class ScreenDraft(Draft):
    """PDF/UA-1: tagged text, a figure, a table, a list, a link; a line that is an artifact."""

    def __init__(self) -> None:
        super().__init__()
        self.properties = PDFUA
        self.parents: list[list[Any]] = [[] for _ in self.pages]
        self.remark: Any = None
        root = self.pdf.Root
        root.Lang = String("en")
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.D, P=String("A"))])
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.StructTreeRoot = self.tree
        self.document = self.element("Document", self.tree)
        self.heading = self.words("H1", 200)
        self.paragraph = self.words("P", 185)
        self.table = self.element("Table", self.document)
        row = self.element("TR", self.table)
        self.head = self.words("TH", 170, row)
        self.head.A = Dictionary(O=Name.Table, Scope=Name.Column)
        self.cell = self.words("TD", 155, row)
        self.list = self.element("L", self.document)
        self.item = self.element("LI", self.list)
        self.body = self.words("LBody", 140, self.item)
        self.picture("Im", 100, b"\x60\x80\xa0", Name.DeviceRGB)
        self.figure = self.element("Figure", self.document, Alt=String("A harbour"))
        self.tagged(self.figure, "34 0 0 34 20 60 cm /Im Do")
        self.where = self.words("Link", 120)
        self.note = self.link(
            StructParent=100, Contents=String("To page 2"), F=4, Dest=[self.pages[1], Name.Fit]
        )
        self.where.K = Array(
            [*self.where.K, Dictionary(Type=Name.OBJR, Obj=self.note, Pg=self.pages[0])]
        )
        self.pages[0].Tabs = Name.S
        self.artifact(".25 w 20 195 m 100 195 l S")
        for number in (1, 2, 3):
            self.words("P", 200, page=number)

    def element(self, kind: str, parent: Any, **values: Any) -> Any:
        """Add a structure element."""
        values = {"Type": Name.StructElem, "S": Name(f"/{kind}"), "P": parent} | values
        element = self.pdf.make_indirect(Dictionary(values_to_keys(values)))
        parent.K = Array([*parent.get("/K", []), element])
        return element

    def tagged(self, element: Any, content: str, page: int = 0) -> None:
        """Paint content that belongs to an element."""
        number = len(self.parents[page])
        self.parents[page].append(element)
        element.Pg = self.pages[page]
        element.K = Array([*element.get("/K", []), number])
        self.paint(f"/{str(element.S)[1:]} <</MCID {number}>> BDC {content} EMC", page)

    def words(self, kind: str, y: float, parent: Any = None, page: int = 0) -> Any:
        """Add an element with a word in it."""
        element = self.element(kind, self.document if parent is None else parent)
        self.tagged(element, f"0 g BT /F1 9 Tf 20 {y} Td (A WORD) Tj ET", page)
        return element

    def annotation(self, kind: str, **values: Any) -> Any:
        """Add an annotation with an appearance, in an element of its own: `remark`."""
        look = self.stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10])
        values = {
            "Type": Name.Annot,
            "Subtype": Name(f"/{kind}"),
            "Rect": [70, 20, 80, 30],
            "F": 4,
            "Contents": String("A remark"),
            "StructParent": 101,
            "AP": Dictionary(N=look),
        } | values
        annotation = self.pdf.make_indirect(Dictionary(values_to_keys(values)))
        self.pages[0].Annots = Array([*self.pages[0].Annots, annotation])
        self.remark = self.element("Annot", self.document, Pg=self.pages[0])
        self.remark.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[0])
        return annotation

    def save(self, path: Path, **values: Any) -> Path:
        """Write the file, and the way back from content to elements."""
        numbers: list[Any] = []
        for number, (page, parents) in enumerate(zip(self.pages, self.parents, strict=True)):
            page.StructParents = number
            numbers += [number, self.pdf.make_indirect(Array(parents))]
        if "/StructTreeRoot" in self.pdf.Root:
            numbers += [100, self.where]
            numbers += [101, self.remark] if self.remark else []
            self.tree.ParentTree = Dictionary(Nums=numbers)
        return super().save(path, **values)

    def artifact(self, content: str) -> None:
        """Paint decoration."""
        self.paint(f"/Artifact BMC {content} EMC")


class ArchiveDraft(ScreenDraft):
    """PDF/A-3a that is PDF/UA-1 as well: an output intent, an attached source."""

    def __init__(self) -> None:
        super().__init__()
        self.properties = PDFUA + PDFA + EXTENSION
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        self.pdf.Root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name("/GTS_PDFA1"),
                    OutputConditionIdentifier=String("sRGB"),
                    DestOutputProfile=self.stream(profile, N=3),
                )
            ]
        )
        file = self.stream(b"name: value\n", Type=Name.EmbeddedFile, Subtype=Name("/text/yaml"))
        self.attachment = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String("issue.yaml"),
                UF=String("issue.yaml"),
                AFRelationship=Name.Source,
                EF=Dictionary(F=file, UF=file),
            )
        )
        self.pdf.Root.Names = Dictionary(
            EmbeddedFiles=Dictionary(Names=[String("issue.yaml"), self.attachment])
        )
        self.pdf.Root.AF = Array([self.attachment])


def values_to_keys(values: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping with the slash that PDF puts before keys."""
    return {f"/{key}": value for key, value in values.items()}


DRAFTS = {"press": PressDraft, "screen": ScreenDraft, "archive": ArchiveDraft}
__all__ = ["DRAFTS", "ArchiveDraft", "Draft", "PressDraft", "ScreenDraft"]
