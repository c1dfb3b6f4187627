"""What is clipped away, switched off or outside the page is ignored by every rule of the press."""

from pathlib import Path

import pytest
from conftest import load_case
from drafts import PressDraft
from pikepdf import Array, Dictionary, Name, String

from exporter.checks import preflight
from exporter.profiles import find_profile

RULES = """
    pdf-black-limit pdf-black-not-k pdf-black-page pdf-bleed-content pdf-clear-edge pdf-courier
    pdf-device-colour pdf-font-not-embedded pdf-font-type3 pdf-glyph-notdef pdf-hairline
    pdf-image-dpi pdf-ink-limit pdf-marks pdf-overprint-black pdf-registration-colour
    pdf-reversed-text
    pdf-rgb-object pdf-rich-black-small pdf-safe-zone pdf-small-text pdf-spot-name
    pdf-text-outside pdf-text-over pdf-tint-range pdf-transparency pdf-white-overprint
""".split()
WAYS = {
    "clipped": ("-90 -90 1 1 re W n", ""),
    "clipped by two frames": ("0 0 5 400 re W n 10 0 5 400 re W n", ""),
    "in a flat frame": ("50 0 m 50 400 l W n", ""),
    "on a layer that is off": ("/OC /Off BDC", "EMC"),
    "on a layer in another": ("/OC /Off BDC /Span BMC", "EMC EMC"),
    "outside the sheet": ("1 0 0 1 -900 0 cm", ""),
    "wholly transparent": ("/Gone gs", ""),
}
ABOUT_FRAMES = "pdf-text-outside"  # text that a frame hides is the fault
BESIDE = {way: {ABOUT_FRAMES} for way in WAYS if "layer" not in way} | {
    "on a layer that is off": {"pdf-newer-feature"},  # of PDF/X-1a
    "on a layer in another": {"pdf-newer-feature"},
    "wholly transparent": {"pdf-transparency"},
}


def draw(rule: str, around: tuple[str, str], path: Path) -> Path:
    """Draw the file that breaks a rule, with its fault out of sight."""
    draft = PressDraft()
    draft.around = around
    if "/Off" in around[0]:
        draft.switch_off()
    for number in range(len(draft.pages)):
        draft.resource("ExtGState", "Gone", Dictionary(ca=0, CA=0), number)
    case = load_case(rule)
    case.broken(draft)
    return draft.save(path, **getattr(case, "SAVE", {}))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rule", RULES)
def test_what_is_not_printed_breaks_no_rule(rule: str, way: str, tmp_path: Path) -> None:
    if way == "wholly transparent" and rule == "pdf-transparency":
        pytest.skip("it is transparent")
    if rule == ABOUT_FRAMES and "layer" not in way:
        pytest.skip("the rule is about what frames hide")
    path = draw(rule, WAYS[way], tmp_path / "unseen.pdf")
    case = load_case(rule)
    profile = find_profile("press", **getattr(case, "PROFILE", {}))
    assert {finding.rule for finding in preflight(path, profile)} <= BESIDE[way]


def test_every_rule_of_what_is_painted_is_tried() -> None:
    """A rule whose broken file paints something has to be in the list."""

    class Watched(PressDraft):
        painted = False

        def paint(self, content: str, page: int = 0) -> None:
            self.painted = True
            super().paint(content, page)

    of_the_page = {"pdf-blend-space", "pdf-content-broken", "pdf-ink-unmeasured"}
    for folder in Path(__file__).parent.glob("pdf-*"):
        case = load_case(folder.name)
        if case.USE == "press" and folder.name not in of_the_page:
            draft = Watched()
            draft.painted = False
            case.broken(draft)
            assert draft.painted == (folder.name in RULES), folder.name


def findings(draft: PressDraft, path: Path, use: str = "press") -> set[str]:
    return {finding.rule for finding in preflight(draft.save(path), find_profile(use))}


@pytest.mark.parametrize(
    ("policy", "groups", "hidden"),
    [
        ("AnyOn", ("on", "off"), False),
        ("AllOn", ("on", "off"), True),
        ("AllOff", ("on", "off"), True),
        ("AnyOff", ("on", "off"), False),
        ("AnyOn", ("off",), True),
        ("AnyOn", (), False),
    ],
)
def test_a_membership_decides_by_its_policy(
    policy: str, groups: tuple[str, ...], hidden: bool, tmp_path: Path
) -> None:
    draft = PressDraft()
    off = draft.switch_off()
    on = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Art")))
    member = Dictionary(
        Type=Name.OCMD,
        P=Name(f"/{policy}"),
        OCGs=Array([{"on": on, "off": off}[each] for each in groups]),
    )
    draft.pages[0].Resources.Properties.Member = draft.pdf.make_indirect(member)
    draft.around = ("/OC /Member BDC", "EMC")
    draft.paint("0 1 0 rg 20 60 40 40 re f")
    assert ("pdf-rgb-object" in findings(draft, tmp_path / "a.pdf")) is not hidden


@pytest.mark.parametrize(
    ("expression", "hidden"), [("not off", False), ("and on off", True), ("or on off", False)]
)
def test_a_visibility_expression_decides(expression: str, hidden: bool, tmp_path: Path) -> None:
    draft = PressDraft()
    off = draft.switch_off()
    on = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Art")))
    word, *names = expression.split()
    parts = [Name(f"/{word.title()}"), *({"on": on, "off": off}[each] for each in names)]
    draft.pages[0].Resources.Properties.Member = draft.pdf.make_indirect(
        Dictionary(Type=Name.OCMD, VE=Array(parts))
    )
    draft.around = ("/OC /Member BDC", "EMC")
    draft.paint("0 1 0 rg 20 60 40 40 re f")
    assert ("pdf-rgb-object" in findings(draft, tmp_path / "a.pdf")) is not hidden


def test_a_picture_on_a_layer_of_its_own_is_hidden(tmp_path: Path) -> None:
    draft = PressDraft()
    draft.picture("Rgb", 100, b"\x60\x80\xa0", Name.DeviceRGB, OC=draft.switch_off())
    draft.place("Rgb", 12)
    assert not findings(draft, tmp_path / "a.pdf")


def test_readers_may_switch_a_layer_on(tmp_path: Path) -> None:
    draft = PressDraft()
    draft.resource("Font", "F2", draft.font("Absent", embedded=False))
    draft.switch_off()
    draft.around = ("/OC /Off BDC", "EMC")
    draft.text("0 0 0 1 k", font="F2")
    assert "pdf-font-not-embedded" in findings(draft, tmp_path / "a.pdf", "archive")


def half_heavy(size: int) -> bytes:
    """Return the pixels of a picture whose left half has too much ink and coarse colour."""
    row = bytes((204, 204, 204, 230)) * (size // 2) + bytes((0, 0, 0, 60)) * (size // 2)
    return row * size


@pytest.mark.parametrize(
    ("frame", "found"), [("20 60 17 40 re W n", True), ("38 60 17 40 re W n", False)]
)
def test_only_what_the_frame_shows_of_a_picture_counts(
    frame: str, found: bool, tmp_path: Path
) -> None:
    draft = PressDraft()
    draft.picture("Half", 100, b"", Name.DeviceCMYK)
    draft.pages[0].Resources.XObject.Half.write(half_heavy(100))
    draft.around = (frame, "")
    draft.place("Half", 12)
    path = draft.save(tmp_path / "half.pdf")
    profile = find_profile("press", black_limit=80, black_pages=[1])
    rules = {finding.rule for finding in preflight(path, profile)}
    assert (
        rules >= {"pdf-ink-limit", "pdf-black-limit"} if found else not rules - {"pdf-black-page"}
    )


OUT_OF_SIGHT = [way for way in WAYS if way != "wholly transparent"]


@pytest.mark.parametrize("way", ["", *OUT_OF_SIGHT])
def test_a_group_out_of_sight_may_blend_in_rgb(way: str, tmp_path: Path) -> None:
    draft = PressDraft()
    if "layer" in way:
        draft.switch_off()
    group = draft.stream(
        b"/Half gs 0 1 1 0 k 20 60 30 30 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 200, 300],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
        Resources=Dictionary(ExtGState=Dictionary(Half=Dictionary(ca=0.5))),
    )
    draft.resource("XObject", "Group", group)
    draft.around = WAYS.get(way, ("", ""))
    draft.paint("/Group Do")
    assert findings(draft, tmp_path / "a.pdf") == (set() if way else {"pdf-blend-space"})


@pytest.mark.parametrize("way", OUT_OF_SIGHT)
def test_ink_out_of_sight_is_not_measured(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = load_case("pdf-ink-unmeasured")
    for name, value in case.PATCHES.items():
        monkeypatch.setattr(name, value)
    path = draw("pdf-ink-unmeasured", WAYS[way], tmp_path / "unseen.pdf")
    assert preflight(path, find_profile("press")) == []
