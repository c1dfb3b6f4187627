"""Words of Chinese: their dictionary."""

import os
import subprocess
import sys

import pytest

LOADED = """
import os, sys, threading
from exporter.languages.words import load_ahead
load_ahead(sys.argv[1])
child = os.fork()  # waits for the dictionary: its loading would never end in the child
if not child:
    os._exit(hasattr(sys.modules.get("rjieba", os), "cut"))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), threading.active_count())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize(("language", "loaded"), [("zh-Hans", "1"), ("zh-TW", "1"), ("ja", "0")])
def test_the_dictionary_is_loaded_ahead_for_chinese_alone(language, loaded):
    pytest.importorskip("rjieba")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, language], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [loaded, "1"]
