"""Headers of ICC profiles."""

import pytest

from exporter.pdf.icc import read_header, space_of
from exporter.profiles.profile import ICC_FOLDER


@pytest.mark.parametrize("path", sorted(ICC_FOLDER.glob("*.icc")), ids=lambda path: path.stem)
def test_our_profiles_are_of_cmyk_printers(path):
    header = read_header(path.read_bytes())
    assert header is not None
    assert (header.kind, header.space_name) == ("printer", "CMYK")
    assert header.size == path.stat().st_size


@pytest.mark.parametrize("data", [b"", b"acsp", bytes(128), b"%PDF-1.7" * 16])
def test_other_bytes_have_no_header(data):
    assert read_header(data) is None and space_of(data) == b""
