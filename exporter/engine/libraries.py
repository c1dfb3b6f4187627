"""WeasyPrint and its libraries, as they are installed."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from threading import get_ident
from types import ModuleType

from exporter.errors import MissingDependency

SUBSET, INSTANCER = "fontTools.subset", "fontTools.varLib.instancer"


def require_weasyprint() -> None:
    """Load WeasyPrint; raises `MissingDependency` if the system lacks a library that it needs."""
    if "weasyprint" in sys.modules:
        return
    try:
        with _found_by_the_loader(), _loaded_later():
            import weasyprint  # noqa: F401
    except OSError as error:
        raise MissingDependency(
            f"WeasyPrint can't load its libraries ({error}); "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from None


def weasyprint_version() -> str:
    """Return the version of the WeasyPrint that is installed."""
    import weasyprint

    return str(weasyprint.__version__)


def pango_version() -> int:
    """Return the version of Pango as one number: 15012 is 1.50.12."""
    from weasyprint.text.ffi import pango

    return int(pango.pango_version())


def has_quick_subsets() -> bool:
    """Whether HarfBuzz cuts fonts for WeasyPrint, which takes far less time than fontTools."""
    from weasyprint.text.ffi import harfbuzz_subset

    return bool(harfbuzz_subset)


@contextmanager
def _found_by_the_loader() -> Iterator[None]:
    """Leave it to Linux's loader to find what this thread loads: `libpango-1.0.so.0`.

    WeasyPrint tries the names that libraries have on other systems first. For each of them Python
    asks ldconfig, gcc and ld, which takes longer than all of WeasyPrint.
    """
    search, thread = ctypes.util.find_library, get_ident()

    def find(name: str) -> str | None:
        return None if get_ident() == thread else search(name)

    if sys.platform == "linux":
        ctypes.util.find_library = find
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Later(ModuleType):
    """Stands for a module that is loaded when something in it is used."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what Python asks while it imports
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def _call(module: str, name: str, *arguments: object, **options: object) -> object:
    return getattr(import_module(module), name)(*arguments, **options)


@contextmanager
def _loaded_later() -> Iterator[None]:
    """Let WeasyPrint do without the hundred modules of fontTools that few documents need.

    HarfBuzz cuts its fonts; fontTools fixes those with variable weights, or without HarfBuzz.
    """
    instancer, name = _Later(INSTANCER), "instantiateVariableFont"
    setattr(instancer, name, partial(_call, INSTANCER, name))  # WeasyPrint takes the function alone
    later = {SUBSET: _Later(SUBSET), INSTANCER: instancer}
    added = {each: module for each, module in later.items() if each not in sys.modules}
    sys.modules.update(added)
    try:
        yield
    finally:
        for each, module in added.items():
            if sys.modules.get(each) is module:
                del sys.modules[each]
