"""Font configurations: one for all documents of a thread, so that font files are opened once."""

import os
import subprocess
import sys
import threading

from exporter.engine.font_configuration import font_configuration, new_font_configuration

WITH_FONT = """
import builtins
from weasyprint.urls import URLFetcher
from exporter.engine.font_configuration import font_configuration
from exporter.fonts import showing

source = (("external", showing("a").path.as_uri()),)
face = {"font_family": "Mine", "font_weight": 400, "src": source}
builtins.kept = font_configuration()  # until the modules have gone
builtins.kept.add_font_face(face, URLFetcher())
"""


def test_documents_share_one():
    assert font_configuration() is font_configuration()
    assert new_font_configuration() is not font_configuration()


def test_fonts_of_a_style_are_no_other_document_s():
    used = font_configuration()
    (used._folder / "font").write_bytes(b"")  # as WeasyPrint does for a font of a style sheet
    assert font_configuration() is not used


def test_the_program_ends_without_a_word_and_leaves_no_fonts_of_a_style_behind(tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", WITH_FONT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_threads_do_not_share_one():
    found = []
    thread = threading.Thread(target=lambda: found.append(font_configuration()))
    thread.start()
    thread.join()
    assert found[0] is not font_configuration()
