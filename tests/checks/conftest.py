"""The cases of the rules: one folder a rule, with a file that breaks it and one that passes."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from drafts import DRAFTS

HERE = Path(__file__).parent


@cache
def load_case(rule: str) -> ModuleType:
    """Load the case of a rule: the profile it is tried by, and what breaks it and passes."""
    spec = importlib.util.spec_from_file_location(f"case_{rule}", HERE / rule / "case.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Draw the file of a rule: `draw("pdf-hairline", "broken")`, or `passes`, or `clean`."""

    def make(rule: str, kind: str) -> Path:
        case = load_case(rule)
        for name, value in getattr(case, "PATCHES", {}).items():
            monkeypatch.setattr(name, value)
        draft = DRAFTS[case.USE]()
        if kind != "clean":
            getattr(case, kind)(draft)
        path = draft.save(tmp_path / f"{kind}.pdf", **getattr(case, "SAVE", {}))
        erase = getattr(case, "ERASE", {}).get(kind, {})
        data = path.read_bytes()
        for old, new in erase.items():
            data = data.replace(old, new)
        path.write_bytes(data)
        return path

    return make
