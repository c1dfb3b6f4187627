"""Issues that are read from right to left, in the flow layout."""

import pytest

from exporter.edition import make_edition
from exporter.layouts.flow.print_document import make_html
from exporter.options import Options
from exporter.readers import read


@pytest.mark.parametrize(("language", "is_mirrored"), [("ar", True), ("he", True), ("en", False)])
def test_the_document_has_the_direction_of_its_language(issue_folder, language, is_mirrored):
    settings = f"publication: {{name: Harbour, language: {language}}}\ndate: 2026-06-20\n"
    folder = issue_folder({"1/a.md": "---\nheadline: One\n---\nText.\n", "issue.yaml": settings})
    html = make_html(make_edition(read(folder).issue), Options())
    assert ('dir="rtl"' in html[:200]) is is_mirrored
