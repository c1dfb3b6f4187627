"""The header of an ICC profile (ISO 15076-1, 7.2): what device it is of, and in which colours.

Pillow's ImageCms reads whole profiles only; one inside a foreign PDF may be anything.
"""

from __future__ import annotations

from typing import NamedTuple

PRINTER = b"prtr"
CLASSES = {
    PRINTER: "printer",
    b"mntr": "monitor",
    b"scnr": "scanner",
    b"link": "device link",
    b"spac": "colour space",
    b"abst": "abstract",
    b"nmcl": "named colour",
}

NOT_OF_DEVICES = (b"link", b"abst", b"nmcl")  # no way from one picture's pixels to colours


class Header(NamedTuple):
    """`size` in bytes, the class (`prtr`) and the colour space (`CMYK`, `RGB `, `GRAY`)."""

    size: int
    device: bytes
    space: bytes

    @property
    def kind(self) -> str:
        """The name of the class, `unknown` for one that the standard does not have."""
        return CLASSES.get(self.device, "unknown")

    @property
    def space_name(self) -> str:
        """The colour space as people write it."""
        return self.space.decode("ascii", "replace").strip()


def space_of(data: bytes) -> bytes:
    """Return the colour space of a profile (`RGB `), empty if it is not one."""
    header = read_header(data)
    return header.space if header else b""


def read_header(data: bytes) -> Header | None:
    """Return the header of a profile; None for bytes that are not an ICC profile."""
    if data[36:40] != b"acsp":
        return None
    return Header(int.from_bytes(data[:4]), data[12:16], data[16:20])
