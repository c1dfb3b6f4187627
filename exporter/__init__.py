"""One issue of a newspaper or magazine in; an EPUB and a PDF out.

    import exporter
    report = exporter.build("samples/saltmere-chronicle", ["issue.epub", "issue.pdf"])

Everything that the command line does is here: `read`, `build`, `convert`, `check`, `new`, `schema`
and `doctor`. Errors are those of `exporter.errors`.
"""

import importlib
import sys
import types
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "BuildReport",
    "Issue",
    "Options",
    "ReadOptions",
    "__version__",
    "build",
    "check",
    "convert",
    "doctor",
    "new",
    "read",
    "schema",
]

if TYPE_CHECKING:
    from exporter.api import (
        BuildReport,
        Options,
        ReadOptions,
        build,
        check,
        convert,
        new,
        read,
        schema,
    )
    from exporter.doctor import doctor
    from exporter.model import Issue

_HOMES = {"Issue": "exporter.model", "doctor": "exporter.doctor"}


def __getattr__(name: str) -> Any:
    """Load a part when it is first asked for: `exporter --help` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _load(name)


def _load(name: str) -> Any:
    return getattr(importlib.import_module(_HOMES.get(name, "exporter.api")), name)


class _Function:
    """A function of this package that has the name of one of its modules.

    Python sets a module that is imported as an attribute of its package, where it would hide the
    function: `exporter.check(…)` would then call a module.
    """

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, *_: Any) -> Any:
        return _load(self.name)

    def __set__(self, *_: Any) -> None:
        """Leave the function where it is."""


class _Package(types.ModuleType):
    check = _Function()
    convert = _Function()
    doctor = _Function()


sys.modules[__name__].__class__ = _Package
