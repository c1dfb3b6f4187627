"""What was drawn is looked at again: what is higher than its frame is found."""

import pytest
import weasyprint

from exporter.layouts.makeup.draw.verify import overruns
from exporter.layouts.trees import PX

FRAME = "position:absolute;top:0;left:0;width:100pt;height:{}pt"


def drawn(kind, height, content):
    html = (
        '<div class="article" data-article="a-1">'
        f'<div class="frame {kind}" style="{FRAME.format(height)}">{content}</div></div>'
    )
    return weasyprint.HTML(string=f"<html><body>{html}</body></html>").render()


@pytest.mark.parametrize("kind", ["leg body", "head", "folded head", "shot", "shot folded"])
def test_what_is_higher_than_its_frame_is_found(kind):
    content = f'<aside style="height:{40 / PX}px">Set large.</aside>'
    assert [*overruns(drawn(kind, 40, content))] == []
    (found,) = overruns(drawn(kind, 30, content))
    assert (found.frame, found.article) == (f"frame {kind}", "a-1")
    assert found.points == pytest.approx(10, abs=0.01)
