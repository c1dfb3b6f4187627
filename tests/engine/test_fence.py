"""Each feature of the engine is guarded by the sources of what it replaces."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from exporter.engine import fence

ROOT = Path(__file__).parents[2]
PATCHED = ROOT / "exporter" / "engine" / "patched"
PLAIN = "class A:\n    def work(self, a, b=1):\n        return f'{a}' + 'x' * b\n"
SAME = '''\
class A:  # a comment
    """A docstring."""

    def work(
        self, a, b=1,
    ):
        """Another."""
        return (f"{a}" + "x"*b)
'''
OTHERS = {
    "a default": PLAIN.replace("b=1", "b=2"),
    "an argument": PLAIN.replace("a, b", "c, b"),
    "a constant": PLAIN.replace("'x'", "'y'"),
    "None for no constant": PLAIN.replace("'x' * b", "None"),
    "a decorator": PLAIN.replace("    def", "    @staticmethod\n    def"),
    "a second definition": PLAIN + "    def work(self):\n        pass\n",
}


@pytest.fixture
def digest_of(tmp_path, monkeypatch):
    """Return the digest of `A.work` in a module of that source."""
    monkeypatch.syspath_prepend(tmp_path)
    made = []

    def make(source, target="A.work"):
        made.append(f"fenced_{abs(hash(tmp_path))}_{len(made)}")
        (tmp_path / f"{made[-1]}.py").write_text(source, encoding="utf-8")
        return fence.digest(f"{made[-1]}.{target}")

    return make


@pytest.mark.parametrize("feature", fence.FEATURES)
def test_the_installed_weasyprint_has_every_feature(feature):
    assert fence.changed(feature) == ()
    assert all(fence.digest(target) in known for target, known in fence.table()[feature].items())


def test_every_file_is_known_as_a_whole_and_then_not_parsed(monkeypatch):
    targets = {target for found in fence.table().values() for target in found}
    assert {*map(fence.module_of, targets)} == fence.tested_files().keys()
    assert all(map(fence.is_tested, fence.tested_files()))
    monkeypatch.setattr(fence, "digest", lambda _: pytest.fail("parsed"))
    fence.changed.cache_clear()
    assert not any(map(fence.changed, fence.FEATURES))


def test_a_file_that_changed_elsewhere_has_every_feature(monkeypatch):
    monkeypatch.setattr(fence, "file_digest", lambda _: "another")
    fence.changed.cache_clear()
    assert fence.changed("grid") == ()


def test_every_feature_has_targets():
    assert fence.table().keys() == fence.FEATURES.keys()
    assert all(fence.table().values())


def test_comments_docstrings_and_layout_do_not_count(digest_of):
    assert digest_of(PLAIN) == digest_of(SAME) != ""


@pytest.mark.parametrize("source", OTHERS.values(), ids=OTHERS)
def test_whatever_changes_the_work_counts(digest_of, source):
    assert digest_of(source) != digest_of(PLAIN)


@pytest.mark.parametrize("target", ["A.other", "B", "A.work.inner"])
def test_what_is_gone_has_no_digest(digest_of, target):
    assert digest_of(PLAIN, target) == ""


def test_a_module_that_is_gone_has_no_digest():
    assert fence.digest("weasyprint.layout.gone.work") == ""


def test_the_file_counts_and_not_what_is_loaded(monkeypatch):
    from weasyprint.layout import inline

    before = fence.digest("weasyprint.layout.inline.text_align")
    monkeypatch.setattr(inline, "text_align", lambda *_: 0)
    assert fence.digest("weasyprint.layout.inline.text_align") == before


def test_one_sentence_says_what_is_off_what_is_lost_and_why(without):
    assert fence.explain(fence.FEATURES) == ""
    without("grid", "tags")
    message = fence.explain(["grid", "caches"])
    assert fence.FEATURES["grid"].loss in message
    assert "weasyprint.layout.column.columns_layout" in message
    assert "caches" not in message and "tags" not in message


def test_the_script_says_what_changed_and_renews_nothing(tmp_path):
    before = fence.TABLE.read_bytes()
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "engine_digests.py"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"WeasyPrint {fence.weasyprint_version()}\n"
    assert fence.TABLE.read_bytes() == before


def _replaced():
    """Yield the module and the name of each thing of WeasyPrint that a module of ours replaces."""
    for path in sorted(PATCHED.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "patches.function":
                yield path.stem, ast.unparse(node.args[0]).rpartition(".")[2]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "patches.method":
                owner = ast.unparse(node.args[0]).rpartition(".")[2]
                yield path.stem, f"{owner}.{ast.literal_eval(node.args[1])}"


# The feature that a module's replacements are part of, where it has another name; what a
# replacement is called in its own module.
FEATURE = {
    "counted": "compose",
    "columns": "grid",
    "heads_alone": "grid",
    "kin_styles": "caches",
    "known_values": "caches",
    "late_numbers": "late",
    "line_heights": "heights",
    "line_cache": "caches",
    "plain_lines": "compose",
    "quick_styles": "caches",
    "small_pictures": "painted",
    "spacing": "justify",
    "tagging": "tags",
    "text_settings": "caches",
    "whole_floats": "grid",
    "whole_heads": "grid",
}
NAMES = {
    "ComputedStyle.__missing__": "ComputedStyle",
    "Layout.setup": "Layout",
    "original": "columns_layout",
    "fonts.get_hb_object_data": "get_hb_object_data",
    "Font._harfbuzz_subset": "Font",
    "pydyf._to_bytes": "_to_bytes",
    "Page.paint": "Page",
    "PendingExpander.validate": "PendingExpander",
    "PaintedPage.paint": "Page",
    "Stream.data": "Stream",
    "StyleFor.__init__": "StyleFor",
    "StyleFor.set_computed_styles": "StyleFor",
}


@pytest.mark.parametrize(("module", "name"), sorted(set(_replaced())))
def test_whatever_is_replaced_is_guarded(module, name):
    targets = fence.table()[FEATURE.get(module, module)]
    name = NAMES.get(name, name)
    assert any(target.endswith(f".{name}") for target in targets)
