"""SVG as programs save it: compressed (.svgz, SVG 2 §1.3), or in UTF-16."""

from __future__ import annotations

import zlib

from exporter.patterns import pattern

GZIP = b"\x1f\x8b"
WIDE = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
ENCODING = pattern(rb"(<\?xml\b[^<>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'<>]{0,40}[\"']")


def unpacked(data: bytes, most: int) -> bytes:
    """Return a drawing as plain XML in UTF-8, or as it is if it is neither of these.

    Of a compressed one `most` bytes and one more are taken; of a damaged one, what it begins with.
    """
    if data.startswith(GZIP):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, most + 1)
        except zlib.error:
            return data
    encoding = WIDE.get(data[:2])
    if encoding is None:
        return data
    text = data.decode(encoding, errors="ignore").encode("utf-8", errors="ignore")
    return ENCODING.sub(rb"\1", text, count=1)
