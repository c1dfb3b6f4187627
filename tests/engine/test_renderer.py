"""Style sheets are parsed once for all documents, but for those that load something."""

import pytest

from exporter.engine.renderer import shared_css


def test_a_style_sheet_is_parsed_once() -> None:
    assert shared_css("p { color: red }") is shared_css("p { color: red }")
    assert shared_css("p { color: red }") is not shared_css("p { color: blue }")


@pytest.mark.parametrize(
    "rule",
    [
        '@font-face { font-family: A; src: url("a.ttf") }',
        '@Import "more.css";',
        '@color-profile --press { src: url("a.icc") }',
        '@\\66ont-face { font-family: A; src: url("a.ttf") }',
    ],
)
def test_one_that_loads_fonts_or_more_rules_is_its_document_s_own(rule: str) -> None:
    assert shared_css(f"{rule} p {{ color: red }}") is None
