"""Pages with drawings are sent even if they can't be painted: the same PDF."""

import weasyprint

from exporter.engine.font_configuration import font_configuration
from exporter.engine.patched import engine
from exporter.engine.transfer import dumps, loads, packer
from exporter.profiles import find_profile

UNKNOWN = "\U0010fffd"  # no font has it: a page with it is not painted
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='60'><text y='15'>A</text></svg>"


def test_a_page_that_could_not_be_painted_is_sent_with_its_drawings():
    html = f'<html lang=en><img alt=A src="data:image/svg+xml,{DRAWING}"><p>{UNKNOWN}'
    fonts, profile = font_configuration(), find_profile("screen")
    with engine(tags=True):
        document = weasyprint.HTML(string=html).render(font_config=fonts)
        made = document.copy(loads(dumps(packer(profile, fonts)(document.pages)), fonts))
        assert made.write_pdf() == document.write_pdf()
