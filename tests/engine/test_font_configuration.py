"""Font configurations: one for all documents of a thread, so that font files are opened once."""

import threading

from exporter.engine.font_configuration import font_configuration, new_font_configuration


def test_documents_share_one():
    assert font_configuration() is font_configuration()
    assert new_font_configuration() is not font_configuration()


def test_fonts_of_a_style_are_no_other_document_s(tmp_path):
    used = font_configuration()
    used._folder = tmp_path / "fonts"  # as WeasyPrint does for the first font of a style sheet
    used._folder.mkdir()
    assert font_configuration() is not used


def test_threads_do_not_share_one():
    found = []
    thread = threading.Thread(target=lambda: found.append(font_configuration()))
    thread.start()
    thread.join()
    assert found[0] is not font_configuration()
