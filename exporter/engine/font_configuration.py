"""The fonts that WeasyPrint and Pango choose from, as fontconfig has them and with our rules."""

from __future__ import annotations

import atexit
import tempfile
import threading
import weakref
from functools import cache
from pathlib import Path
from typing import Any

from exporter.engine.boxes import Fonts
from exporter.errors import MissingDependency
from exporter.fonts import INSTALL
from exporter.outputs import lasting_folder

# Pango asks for the family `emoji` where a text shows some, whatever the style says, and gets the
# font in colours where there is one: bitmaps in RGB, different from machine to machine.
EMOJI = b"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><match target="pattern"><test qual="any" name="family"><string>emoji</string></test>
<edit name="family" mode="prepend_first" binding="strong"><string>Symbola</string></edit>
<edit name="color" mode="assign" binding="strong"><bool>false</bool></edit></match>
</fontconfig>"""


def font_configuration() -> Fonts:
    """Return a font configuration of WeasyPrint's, in which emoji are set in one ink.

    Each thread has one for all documents: Pango never closes the font files that a font map has
    opened, so one per document would take more and more memory. A configuration to which a style
    has added fonts is not used again.
    """
    kept = _kept.configuration
    if kept is None or _has_fonts_of_a_style(kept):
        kept = _kept.configuration = new_font_configuration()
    return kept


def new_font_configuration() -> Fonts:
    """Return a font configuration that nothing else uses.

    Raises `MissingDependency` if no font is installed, because Pango would end the process.
    """
    from weasyprint.text.fonts import FontConfiguration

    _prefer_outlines()
    _judge_fonts()
    made: Any = FontConfiguration()
    # WeasyPrint's own folder for the fonts of a style stays in the system's after a kill.
    made._folder = Path(tempfile.mkdtemp(prefix="fonts-", dir=lasting_folder()))
    _made.add(made)
    return Fonts(made)


def _has_fonts_of_a_style(fonts: Any) -> bool:
    return fonts._folder is not None and any(fonts._folder.iterdir())


_made: weakref.WeakSet[Any] = weakref.WeakSet()


@atexit.register
def _let_go() -> None:
    """Leave the folders to `lasting_folder`: at the end of Python, WeasyPrint's own way fails."""
    for each in list(_made):
        each._folder = None


class _Kept(threading.local):
    """The font configuration of each thread."""

    configuration: Fonts | None = None


_kept = _Kept()


@cache
def _prefer_outlines() -> None:
    """Add our rule to fontconfig's own configuration, which Pango's FreeType backend uses."""
    from weasyprint.text.ffi import ffi, fontconfig

    if not hasattr(fontconfig, "FcConfigGetCurrent"):
        ffi.cdef("FcConfig * FcConfigGetCurrent (void);")
    fontconfig.FcConfigParseAndLoadFromMemory(fontconfig.FcConfigGetCurrent(), EMOJI, True)


@cache
def _judge_fonts() -> None:
    """Look whether fontconfig knows any font of the system (`FcSetSystem`, 0)."""
    from weasyprint.text.ffi import ffi, fontconfig

    if not hasattr(fontconfig, "FcConfigGetFonts"):
        ffi.cdef(
            "typedef struct { int nfont; int sfont; void **fonts; } InstalledFonts;"
            "InstalledFonts * FcConfigGetFonts (FcConfig *config, int set);"
        )
    found = fontconfig.FcConfigGetFonts(fontconfig.FcConfigGetCurrent(), 0)
    if found == ffi.NULL or not found.nfont:
        raise MissingDependency(f"no font is installed, run: {INSTALL}")
