"""PDFs for screen and archive, built once, and a reader of their structure trees."""

import importlib.util
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pikepdf
import pytest

import exporter
from exporter.profiles import find_profile

HERE = Path(__file__).parent


def _load(name):
    specification = importlib.util.spec_from_file_location(name, HERE.parent / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def marked_texts(path: Path) -> dict[tuple[int, int], str]:
    """Return the text of each marked content by its sheet (from 0) and number."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    texts: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(path)
    for sheet, page in enumerate(document):
        textpage = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            number = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
            length = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
            buffer = ctypes.create_string_buffer(length)
            pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, pointer, length)
            text = buffer.raw[: max(0, length - 2)].decode("utf-16-le").replace("\x02", "-")
            texts[sheet, number] = texts.get((sheet, number), "") + text
    return texts


def marked_contents(page) -> dict[int, str]:
    """Return the marked contents of a page and their tags, artifacts apart.

    Text that is neither fails.
    """
    numbers, stack = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            number = operands[1].get("/MCID") if name == "BDC" else None
            stack.append((str(operands[0]), None if number is None else int(number)))
            if stack[-1][1] is not None:
                numbers[stack[-1][1]] = str(operands[0])
        elif name == "EMC":
            stack.pop()
        elif name in ("Tj", "TJ") and not any(
            tag == "/Artifact" or number is not None for tag, number in stack
        ):
            raise AssertionError("text that is neither content nor artifact")
    return numbers


class Element:
    """A structure element of a PDF."""

    def __init__(self, dictionary, parent=None):
        self.dictionary, self.parent = dictionary, parent

    @property
    def role(self) -> str:
        return str(self.dictionary.S).lstrip("/")

    @property
    def identifier(self) -> str:
        return str(self.dictionary.get("/ID", ""))

    @property
    def language(self) -> str:
        return str(self.dictionary.get("/Lang", ""))

    @property
    def alternative(self) -> str:
        return str(self.dictionary.get("/Alt", ""))

    def attribute(self, name):
        return self.dictionary.get("/A", {}).get(f"/{name}")

    @cached_property
    def kids(self) -> list["Element"]:
        kids = self.dictionary.get("/K", [])
        return [
            Element(kid, self)
            for kid in kids
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"
        ]

    @property
    def sheets(self) -> set[tuple[int, int]]:
        """The sheets that the element's own content stands on."""
        found = set()
        for kid in self.dictionary.get("/K", []):
            if isinstance(kid, int):
                found.add(self.dictionary.Pg.objgen)
            elif kid.get("/Type") in ("/MCR", "/OBJR"):
                found.add(kid.Pg.objgen)
        return found

    def walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def contents(self, without: tuple[str, ...] = ()) -> Iterator[tuple[tuple[int, int], int]]:
        """Yield sheet and number of each content in and below the element, in order.

        Elements whose role is among `without` are left out.
        """
        for kid in self.dictionary.get("/K", []):
            if isinstance(kid, int):
                yield self.dictionary.Pg.objgen, int(kid)
            elif kid.get("/Type") == "/MCR":
                yield kid.Pg.objgen, int(kid.MCID)
            elif kid.get("/Type") == "/StructElem" and str(kid.S)[1:] not in without:
                yield from Element(kid, self).contents(without)

    def all(self, *roles: str) -> list["Element"]:
        return [element for element in self.walk() if element.role in roles]

    def shape(self) -> str:
        """The roles below, such as `Art(H1 P(Link))`."""
        inside = " ".join(kid.shape() for kid in self.kids)
        return f"{self.role}({inside})" if inside else self.role


@pytest.fixture(scope="session")
def structure() -> Callable[[pikepdf.Pdf], Element]:
    return lambda pdf: Element(pdf.Root.StructTreeRoot.K[0])


@pytest.fixture(scope="session", name="marked_texts")
def _marked_texts() -> Callable[..., dict[tuple[int, int], str]]:
    return marked_texts


@pytest.fixture(scope="session", name="marked_contents")
def _marked_contents() -> Callable[..., dict[int, str]]:
    return marked_contents


@pytest.fixture(scope="session")
def verapdf():
    module = _load("verapdf")
    lacking = module.missing()
    if lacking:
        pytest.skip(f"veraPDF needs {lacking}: scripts/install-checkers")
    return module


@pytest.fixture
def archive_of(issue_folder, tmp_path, read_pdf):
    """Build an issue folder for archives: `archive_of({"01/10-a.md": "…"})`."""

    def make(files=None, profile="archive"):
        path = tmp_path / f"{profile}.pdf"
        options = exporter.Options(profile=find_profile(profile), layout="flow")
        exporter.build(issue_folder(files), [path], options)
        return read_pdf(path)

    return make
