"""What a PDF is made with, loaded while another process reads the issue."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

from PIL import Image

from exporter import extensions, fonts
from exporter.edition.style import Style, find_style
from exporter.engine.libraries import require_weasyprint
from exporter.layouts.choice import MAKEUP
from exporter.options import Options
from exporter.writers.pdf import layout_of

# What the layouts need; what finishes a PDF is loaded while it is written.
LAYOUTS = {
    True: ("exporter.layouts.makeup.render", "exporter.layouts.makeup.places"),
    False: ("exporter.layouts.flow.render",),
}


def load(options: Options) -> None:
    """Load WeasyPrint with its fonts, and what draws the pages in the layout of the options.

    An issue that names a style of its own may have another layout, which is loaded later. Raises
    `MissingDependency` if WeasyPrint lacks its system libraries, or if no font is installed.
    """
    with ThreadPoolExecutor(1) as beside:
        beside.submit(fonts.has, "")  # a program of fontconfig lists the fonts
        require_weasyprint()
        from exporter.engine.font_configuration import font_configuration
        from exporter.engine.patched import engine

        style = find_style(options.style)
        is_makeup = layout_of(style, options) == MAKEUP
        for name in LAYOUTS[is_makeup]:
            import_module(name)
        Image.preinit()  # the formats of pictures
        extensions.languages()  # looks through all packages, once for all processes
    with engine(grid=not is_makeup, lean=True, tags=options.profile.tagged):
        font_configuration()
        if is_makeup and style.ours:  # what is wrong in another is told where it is used
            _read_rules(style)


def _read_rules(style: Style) -> None:
    """Read what the rules of a style are about, once for all processes that make pages up."""
    from exporter.engine.patched.faces import declare
    from exporter.engine.style_rules import parsed

    parsed(style.rules("print.css") + style.rules("makeup.css"))
    declare()
