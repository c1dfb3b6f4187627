# ruff: noqa: E501 - XML as it is written
"""Small Word and OpenDocument files, made of the XML that Word, WPS and LibreOffice write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
PICTURE = (
    '<w:drawing><wp:inline><wp:docPr descr="{alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
    '<a:blip r:{how}="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing>"
)


def png(colour: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(
    text: str = "",
    style: str = "",
    inner: str = "",
    size: int = 0,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    right: bool = False,
) -> str:
    """A paragraph; `size` in points."""
    properties = f'<w:sz w:val="{2 * size}"/>' * bool(size) + "<w:b/>" * bold + "<w:i/>" * italic
    named = f'<w:pStyle w:val="{style}"/>' * bool(style) + '<w:jc w:val="center"/>' * centred
    named += '<w:jc w:val="right"/>' * right
    return f"<w:p><w:pPr>{named}</w:pPr>{run(text, properties) if text else ''}{inner}</w:p>"


def image(name: str = "rId1", alt: str = "", how: str = "embed") -> str:
    return f"<w:r>{PICTURE.format(id=name, alt=alt, how=how)}</w:r>"


def docx(
    path: Path,
    body: Iterable[str],
    styles: Mapping[str, str] = {},
    parts: Mapping[str, str | bytes] = {},
    linked: str = "",
) -> Path:
    """Write a Word document; `styles` are names by ids, `parts` more of the ZIP."""
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in styles.items()
    )
    image_type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    outside = (
        f'<Relationship Id="rId9" Type="{image_type}" Target="{linked}" TargetMode="External"/>'
    )
    relationships = (
        f'<Relationships xmlns="{RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{image_type}" Target="media/image1.png"/>'
        f"{outside * bool(linked)}</Relationships>"
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"/>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{named}</w:styles>",
        "word/_rels/document.xml.rels": relationships,
        "word/media/image1.png": png(),
    }
    return zipped(path, files | dict(parts))


def part(kind: str, *paragraphs: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{''.join(paragraphs)}</w:{kind}>"


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("style", "style"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
    )
)  # fmt: skip


def odt(path: Path, body: str, styles: str = "", parts: Mapping[str, str | bytes] = {}) -> Path:
    """Write an OpenDocument text; `body` and `styles` are XML."""
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    manifest = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF} {links}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "META-INF/manifest.xml": f"<manifest:manifest {manifest}><manifest:file-entry "
        'manifest:full-path="Pictures/a.png" manifest:media-type="image/png"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>",
        "Pictures/a.png": png(),
    }
    return zipped(path, files | dict(parts))


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
