"""The context: which features it puts in, what it reports, and that it leaves no trace."""

import gc
import sys
import threading
from types import ModuleType
from unittest.mock import Mock

import pytest
import weasyprint
from weasyprint.layout import inline

from exporter.engine import fence
from exporter.engine import patched as package
from exporter.engine.patched import ALWAYS, engine, patches

OFF = {"heights": False, "emergency": False, "compose": False, "initials": False}


def bindings() -> dict[str, int]:
    """Return the identity of everything that WeasyPrint's modules and boxes are bound to."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import Layout

    modules = [module for name, module in sys.modules.items() if name.startswith("weasyprint")]
    found = {
        f"{module.__name__}.{name}": id(value)
        for module in modules
        for name, value in vars(module).items()
    }
    for owner in (boxes.Box, boxes.LineBox, Layout):
        found.update({f"{owner.__name__}.{name}": id(v) for name, v in vars(owner).items()})
    return found


@pytest.fixture(autouse=True)
def loaded(documents):
    """Load what WeasyPrint loads late, so that bindings can be compared."""
    documents.pdf("<p>x")


def test_report_names_what_is_in_effect():
    with engine(caches=True, justify=True, **OFF) as report:
        assert report.features == ("caches", "justify")
        assert report.message == ""
    with engine(caches=False, justify=True, **OFF) as report:
        assert report.features == ("justify",)
    with engine(caches=False, justify=False, **OFF) as report:
        assert report.features == ()


ALL = tuple(name for name in fence.FEATURES if name not in ALWAYS)


@pytest.mark.parametrize("feature", ALL)
def test_a_feature_whose_functions_changed_is_off_and_no_other(without, feature):
    with engine(**dict.fromkeys(ALL, True)) as report:
        assert set(report.features) == set(ALL)
    without(feature)
    with engine(**dict.fromkeys(ALL, True)) as report:
        also = {"lean"} if feature == "tags" else set()  # WeasyPrint's own tags need the boxes
        assert set(report.features) == set(ALL) - {feature} - also
    assert fence.FEATURES[feature].loss in report.message


@pytest.mark.parametrize("feature", ALL)
def test_what_is_not_asked_for_is_not_missed(without, feature):
    without(feature)
    with engine(**dict.fromkeys(ALL, False)) as report:
        assert report.message == ""


def test_without_any_feature_weasyprint_is_left_alone(without, documents):
    html = documents.html(documents.paragraphs(1, 3), "@page { size: 200px }")
    plain = documents.pdf(html)
    without(*ALL)
    before = bindings()
    with engine(**dict.fromkeys(ALL, True)) as report:
        assert bindings() == before
        assert documents.pdf(html) == plain
    assert report.features == ()


def test_patches_are_undone():
    before = bindings()
    with engine():
        assert bindings() != before
    assert bindings() == before


def test_patches_are_undone_after_an_error():
    before = bindings()
    with pytest.raises(ZeroDivisionError), engine():
        raise ZeroDivisionError
    assert bindings() == before


def test_patches_are_undone_after_an_error_in_layout(monkeypatch, documents):
    from weasyprint.layout import block

    def fail(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(block, "collapse_margin", fail)
    before = bindings()
    with pytest.raises(ZeroDivisionError), engine():
        documents.pdf("<p>x")
    assert bindings() == before


def test_patches_are_undone_if_putting_them_in_fails(monkeypatch):
    from exporter.engine.patched import caches

    def fail(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(caches, "_quick_resolve", fail)
    before = bindings()
    with pytest.raises(ZeroDivisionError), engine():
        pytest.fail("entered")
    assert bindings() == before
    monkeypatch.undo()
    with engine():
        assert bindings() != before
    assert bindings() == before


def test_contexts_nest():
    before = bindings()
    with engine(caches=True, justify=False, **OFF):
        outer = bindings()
        with engine(caches=True, justify=True, **OFF) as report:
            assert report.features == ("caches", "justify")
            assert bindings() != outer
        assert bindings() == outer
        with engine(caches=True, justify=False, **OFF):
            assert bindings() == outer
        assert bindings() == outer
    assert bindings() == before


def test_a_context_of_another_thread_waits():
    begun = threading.Event()

    def other():
        with engine():
            begun.set()

    with engine():
        thread = threading.Thread(target=other)
        thread.start()
        assert not begun.wait(0.1)
    thread.join()
    assert begun.is_set()


def test_a_context_can_be_entered_again(documents):
    html = documents.html(documents.paragraphs(2, 2))
    with engine():
        first = documents.pdf(html)
    with engine():
        assert documents.pdf(html) == first


def test_modules_loaded_inside_are_put_right(monkeypatch):
    from weasyprint.layout import inline

    original = inline.get_next_linebox
    late = ModuleType("weasyprint.late")
    with engine():
        late.get_next_linebox = inline.get_next_linebox
        monkeypatch.setitem(sys.modules, "weasyprint.late", late)
    assert late.get_next_linebox is original


def test_modules_are_looked_for_once_for_all_functions(monkeypatch):
    """All modules of the process were gone through for each of 27 functions, four times a build."""
    looked = Mock(side_effect=patches.package_modules)
    monkeypatch.setattr(patches, "package_modules", looked)
    before, made = bindings(), patches.Patches()
    made.function(inline.get_next_linebox, Mock())
    made.function(inline.skip_first_whitespace, Mock())
    assert bindings() != before
    made.undo()
    assert bindings() == before
    assert looked.call_count == 2


def test_modules_are_looked_for_again_when_others_are_loaded(monkeypatch):
    before = patches.package_modules()
    assert patches.package_modules() is before
    late = ModuleType("weasyprint.late")
    monkeypatch.setitem(sys.modules, "weasyprint.late", late)
    assert patches.package_modules() == (*before, late)
    monkeypatch.delitem(sys.modules, "weasyprint.late")
    assert late not in patches.package_modules()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_put_back(enabled):
    thresholds = gc.get_threshold()
    was_enabled = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with engine():
            assert gc.get_freeze_count() > 0
            assert gc.isenabled() is enabled
        assert gc.isenabled() is enabled
        assert gc.get_threshold() == thresholds
        assert gc.get_freeze_count() == 0
    finally:
        (gc.enable if was_enabled else gc.disable)()


def test_objects_frozen_before_stay_frozen():
    gc.freeze()
    try:
        with engine():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_caches_are_empty_after_layout(monkeypatch, documents):
    from exporter.engine.patched.caches import LayoutCaches

    made: list[LayoutCaches] = []
    monkeypatch.setattr(
        LayoutCaches, "__init__", _recording(LayoutCaches.__init__, made), raising=True
    )
    with engine():
        html = documents.html(documents.paragraphs(3, 4), "body { columns: 3 }")
        document = weasyprint.HTML(string=html).render()
        (caches,) = made
        assert not caches._lines._paragraphs
        assert not caches._splits._results
        assert not caches._struts._results
        assert not caches._sizes._results
        document.write_pdf()


def _recording(initialize, made):
    def record(self):
        initialize(self)
        made.append(self)

    return record


def test_everything_public_is_exported():
    assert set(package.__all__) == {
        "EngineReport",
        "deep_recursion",
        "deep_stack",
        "engine",
        "is_in_effect",
        "shaping",
    }
