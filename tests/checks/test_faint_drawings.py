import pytest

from exporter.checks.faint_drawings import has_faint_text

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text {}>Words</text></svg>'


@pytest.mark.parametrize(
    ("attributes", "faint"),
    [
        ('fill="#ddd"', True),
        ('style="FILL: #ddd"', True),
        ('style="fill: #ddd !important; fill: #000"', True),
        ('style="/* fill: #ddd */ fill: #000"', False),
        ('fill="#000"', False),
        ('fill="color(srgb 0.9 0.9 none)"', True),
        ('fill="device-cmyk(0 0 0 0.1)"', False),
        ('fill="lab(none none none)"', False),
    ],
)
def test_faint_text_is_found_as_css_has_it(tmp_path, attributes, faint):
    path = tmp_path / "a.svg"
    path.write_text(DRAWING.format(attributes))
    assert has_faint_text(path) == faint
