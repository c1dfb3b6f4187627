"""XML of strangers: what becomes of its names."""

import pytest

from exporter.readers.tools.xmlfile import parse, text_of


@pytest.mark.parametrize("space", ["urn:news", "urn:}? news", "{urn}}"])
def test_namespaces_are_left_aside_whatever_is_in_them(space):
    root, _ = parse(f'<n:item xmlns:n="{space}"><n:title>A</n:title></n:item>'.encode())
    assert (root.tag, root[0].tag) == ("item", "title")


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xdfff;", "&#55296;", "&#x110000;", "&#0;"])
def test_references_to_no_character_leave_the_text_readable(reference):
    root, flaw = parse(f"<item><title>A{reference}B</title></item>".encode())
    assert text_of(root) == "AB"
    assert flaw
