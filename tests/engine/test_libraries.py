"""WeasyPrint is loaded without processes, and without what few documents need."""

import subprocess
import sys

ALONE = """
import subprocess, sys
subprocess.Popen = None  # whoever starts a process fails
from exporter.engine.libraries import require_weasyprint
require_weasyprint()
assert "fontTools.subset" not in sys.modules
assert "fontTools.varLib.instancer" not in sys.modules
from weasyprint.pdf import fonts
assert fonts.subset.Options(retain_gids=True).retain_gids
import fontTools.subset, fontTools.varLib.instancer as instancer
assert fonts.subset.Subsetter is fontTools.subset.Subsetter
called = []
instancer.instantiateVariableFont = lambda *each, **options: called.append((each, options))
fonts.instantiateVariableFont("font", {}, static=True)
assert called == [(("font", {}), {"static": True})]
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
"""


def test_weasyprint_is_loaded_without_processes_and_loads_the_rest_when_needed():
    done = subprocess.run(
        [sys.executable, "-c", ALONE], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
