"""One issue of a newspaper or magazine in; an EPUB and a PDF out.

    import exporter
    report = exporter.build("samples/saltmere-chronicle", ["issue.epub", "issue.pdf"])

Everything that the command line does is here: `read`, `build`, `convert`, `check`, `new`, `schema`
and `doctor`. Errors are those of `exporter.errors`.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from exporter.version import VERSION

__version__ = VERSION
__all__ = [
    "BuildReport",
    "Issue",
    "MakeupReport",
    "Options",
    "ReadOptions",
    "__version__",
    "build",
    "check",
    "convert",
    "doctor",
    "make_up",
    "new",
    "new_style",
    "read",
    "schema",
]

if TYPE_CHECKING:
    from exporter.api import (
        BuildReport,
        MakeupReport,
        Options,
        ReadOptions,
        build,
        check,
        convert,
        make_up,
        new,
        new_style,
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
    import importlib

    return getattr(importlib.import_module(_HOMES.get(name, "exporter.api")), name)


def __dir__() -> list[str]:
    """Name what is loaded on demand too, so that `help(exporter)` shows it."""
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package, whose functions `check` and `doctor` modules of that name don't hide.

    Python sets a module as attribute of its package when it is first imported from anywhere.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
