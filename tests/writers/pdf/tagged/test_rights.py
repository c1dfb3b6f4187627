"""The reservation of text and data mining in the metadata of PDFs."""

import pytest

from exporter.edition import make_edition
from exporter.pdf.xmp import properties, schemas
from exporter.profiles import find_profile
from exporter.readers import read
from exporter.writers.pdf.tagged.description import make_xmp

TDM = "http://www.w3.org/ns/tdmrep#"
YAML = """\
publication: {{name: A, language: en, rights: {{reserved: {}, policy: "https://a.example/p"}}}}
date: 2026-06-16
"""


@pytest.mark.parametrize("reserved", ["true", "false"])
def test_mining_is_reserved_where_the_publication_says_so(issue_folder, reserved):
    issue = read(issue_folder({"issue.yaml": YAML.format(reserved)})).issue
    packet = make_xmp(make_edition(issue), find_profile("archive"), "A", "exporter")
    found = {name: value for name, value in properties(packet).items() if TDM in name}
    told = {f"{{{TDM}}}reservation": "1", f"{{{TDM}}}policy": "https://a.example/p"}
    assert found == (told if reserved == "true" else {})
    assert (TDM in schemas(packet)) == (reserved == "true")
