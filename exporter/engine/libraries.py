"""WeasyPrint and its libraries, as they are installed."""

from __future__ import annotations

from exporter.errors import MissingDependency


def require_weasyprint() -> None:
    """Load WeasyPrint; raises `MissingDependency` if the system lacks a library that it needs."""
    try:
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
