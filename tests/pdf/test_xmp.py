"""XMP packets: what is written is read again; damaged ones have no properties."""

import pytest

from exporter.pdf.xmp import NAMESPACES, Packet, properties, qualified, schemas, without


def packet():
    made = Packet()
    made.add_words("dc:title", "Tide & Times <1>", "en")
    made.add_list("dc:creator", ["One", "Two"])
    made.add_set("dc:subject", [])
    made.add("pdf:Keywords", "")
    made.add("pdfuaid:part", "1")
    made.add_schemas().add("UA", "pdfuaid", "internal", {"part": ("Integer", "Part")})
    return made.write()


def test_a_packet_is_read_as_it_was_written():
    found = properties(packet())
    assert found[qualified("dc:title")] == "Tide & Times <1>"
    assert found[qualified("dc:creator")] == "One"
    assert found[qualified("pdfuaid:part")] == "1"
    assert schemas(packet()) == {NAMESPACES["pdfuaid"]}


def test_properties_without_a_value_are_left_out():
    assert not {qualified("dc:subject"), qualified("pdf:Keywords")} & set(properties(packet()))


def test_namespaces_that_are_not_used_are_not_declared():
    assert b"xmpMM" not in packet() and b"prism" not in packet()


def test_properties_of_a_namespace_can_be_removed():
    found = properties(without(packet(), "pdfuaid"))
    assert qualified("pdfuaid:part") not in found and qualified("dc:title") in found


@pytest.mark.parametrize("data", [b"", b"<x", b"<x/>", b"\xff\xfe", b"\0" * 9, packet()[:300]])
def test_a_damaged_packet_has_no_properties(data):
    assert properties(data) == {} and schemas(data) == set()
