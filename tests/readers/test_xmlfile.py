"""XML of strangers: what becomes of its names."""

import pytest

from exporter.readers.tools.xmlfile import parse


@pytest.mark.parametrize("space", ["urn:news", "urn:}? news", "{urn}}"])
def test_namespaces_are_left_aside_whatever_is_in_them(space):
    root, _ = parse(f'<n:item xmlns:n="{space}"><n:title>A</n:title></n:item>'.encode())
    assert (root.tag, root[0].tag) == ("item", "title")
