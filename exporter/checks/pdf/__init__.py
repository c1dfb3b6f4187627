"""Preflight: the rules over one PDF, by a profile."""

from __future__ import annotations

from pathlib import Path

from exporter.checks.all_rules import all_rules, pdf_rules
from exporter.checks.pdf.document import Document, open_document
from exporter.checks.rules import Hit, Rule, Use, use_of
from exporter.errors import UsageError
from exporter.findings import Finding, Place, Severity
from exporter.guard import reason
from exporter.nearest import unknown
from exporter.pdf import PROOF
from exporter.pdf.xmp import qualified
from exporter.profiles import Profile, find_profile, names
from exporter.profiles.pdfx_standards import variant_named

CLAIMED = ("ua-", "a-")
READ = "ua-"  # what makes a file accessible: a proof is looked at, and has no tags
CLAIMS = ("ua-", "a-xmp", "a-level")  # rules that not every PDF/A-3 has to keep
# Those that a level requires (ISO 19005-3, 5 and 6.7); level B requires none.
LEVELS = {
    "A": {"ua-tagged", "ua-role-map", "ua-font-unicode"},
    "U": {"ua-font-unicode"},
}
NOTDEF = "pdf-glyph-notdef"  # PDF/UA and PDF/A forbid it
JUDGED = ("pdf-", "ua-", "a-")  # what a profile may judge: rules over PDFs
# The pages are drawn for these: a second for 20 sheets.
DRAWING = ("ua-content-untagged", "ua-font-unicode", "ua-lang-content")
MOST_BOXES = 200  # rectangles that a finding names
ORDER = list(Severity)
# Last: what the other rules could not read or measure is only known then.
LAST = ("pdf-content-broken", "pdf-ink-unmeasured")

__all__ = ["check_document", "judge_rules", "own_profile", "preflight", "refute"]


def preflight(path: Path, profile: Profile | None = None) -> list[Finding]:
    """Return what is wrong with a PDF, the worst first, then by page.

    Without a profile, that which the file itself claims. Raises `SourceError` or `InvalidSource`
    if the file can't be read, `UsageError` if the profile names a rule that does not exist.
    """
    with open_document(path) as document:
        return check_document(document, profile or own_profile(document))


def refute(path: Path, profile: Profile, notdef: bool = False) -> list[Finding]:
    """Return the findings that refute a new PDF's claim to be PDF/UA or PDF/A.

    For a screen file, which claims no PDF/A, only rules that need not draw its pages are used: no
    layout makes what the others find. `notdef` also looks for missing glyphs in it. Raises as
    `preflight`.
    """
    archive = use_of(profile) is Use.ARCHIVE
    rules = [
        rule
        for rule in pdf_rules()
        if (rule.id.startswith(CLAIMED) and (archive or rule.id not in DRAWING))
        or (rule.id == NOTDEF and (archive or notdef))
    ]
    with open_document(path) as document:
        return [found for rule in rules for _, found in _findings(document, profile, rule)]


def check_document(document: Document, profile: Profile) -> list[Finding]:
    """Return what is wrong with an opened PDF."""
    judge_rules(profile)
    document.printed = use_of(profile) is Use.PRESS
    asked = (rule for rule in pdf_rules() if not (profile.proof and rule.id.startswith(READ)))
    rules = sorted(asked, key=lambda rule: rule.id in LAST)
    found = [pair for rule in rules for pair in _findings(document, profile, rule)]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def own_profile(document: Document) -> Profile:
    """Return the profile of the file's own variant (GTS_PDFX, pdfaid), on whatever paper."""
    try:
        if PROOF in document.info:
            return find_profile("proof")
        intents = {str(intent.get("/S", "")) for intent in document.output_intents}
        archive = "/GTS_PDFA1" in intents and qualified("pdfuaid:part") not in document.xmp
        archive = archive or qualified("pdfaid:part") in document.xmp
        press = "/GTS_PDFX" in intents and not archive
        press = press or qualified("pdfxid:GTS_PDFXVersion") in document.xmp
        press = press or (not archive and "/GTS_PDFXVersion" in document.info)
    except Exception:  # the catalogue is damaged: the rules will say so
        return find_profile("screen")
    if press:
        return _press_profile(document)
    return _archive_profile(document) if archive else find_profile("screen")


def _archive_profile(document: Document) -> Profile:
    """Return the archive profile, reduced to what the file claims.

    PDF/A-1 and PDF/A-2, on which PDF/A-3 builds, are judged by its rules.
    """
    part = document.xmp.get(qualified("pdfaid:part"))
    level = document.xmp.get(qualified("pdfaid:conformance"), "A")
    asked = {"a-xmp"} if part not in ("1", "2") else set()
    asked |= {"a-level"} if level == "A" else set()
    asked |= LEVELS.get(level, set())
    if qualified("pdfuaid:part") in document.xmp:
        asked |= {rule.id for rule in pdf_rules() if rule.id.startswith("ua-")}
    off = (rule.id for rule in pdf_rules() if rule.id.startswith(CLAIMS) and rule.id not in asked)
    return find_profile("archive", rules=dict.fromkeys(off, "off"))


def _press_profile(document: Document) -> Profile:
    """Return the profile for the printing condition that a file names, else one for any press."""
    named = {str(each.get("/OutputConditionIdentifier", "")) for each in document.output_intents}
    variant = variant_named(str(document.info.get("/GTS_PDFXVersion", ""))) or "pdf/x-4"
    known = (find_profile(name) for name in sorted(names(), key="press".__ne__))
    ours = (each for each in known if each.output_condition and each.output_condition in named)
    found = next(ours, find_profile("press", output_condition=""))
    return found.model_copy(update={"variant": variant})


def judge_rules(profile: Profile) -> None:
    """Raise `UsageError` with all `rules` of a profile that name no rule over PDFs."""
    known = [id for id in all_rules() if id.startswith(JUDGED)] if profile.rules else []
    wrong = [_unknown(name, known) for name in profile.rules if name not in known]
    if wrong:
        raise UsageError(*(f"{profile.name}: `rules`: {message}" for message in wrong))


def _unknown(name: str, known: list[str]) -> str:
    if name in all_rules():
        return f"`{name}` is not a rule for PDFs, remove it"
    return unknown("rule", name, known, "see `exporter check --rules`")


def _findings(document: Document, profile: Profile, rule: Rule) -> list[tuple[int, Finding]]:
    """Return the findings of a rule, each with its place in the order."""
    severity = rule.severity(profile)
    if severity is None or rule.check is None:
        return []
    try:
        hits = list(rule.check(document, profile))
        return [(_rank(severity, hit), _finding(document, rule, severity, hit)) for hit in hits]
    except Exception as error:  # whatever damage makes libraries and arithmetic raise
        document.problems.append(
            f"{rule.id} can't be checked, the object is damaged ({reason(error)})"
        )
        return []


def _rank(severity: Severity, hit: Hit) -> int:
    return ORDER.index(severity) * 1_000_000 + (hit.page.number if hit.page else 0)


def _finding(document: Document, rule: Rule, severity: Severity, hit: Hit) -> Finding:
    page = hit.page
    place = None
    if page:
        boxes = tuple(page.mm(box) for box in hit.boxes[:MOST_BOXES])
        place = Place(page.number, page.label, boxes, hit.object)
    elif hit.object:
        place = Place(object=hit.object)
    return Finding(
        rule.id, document.path, 0, hit.message, rule.advice, severity, place, rule.clause
    )
