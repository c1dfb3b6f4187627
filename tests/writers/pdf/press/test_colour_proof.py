"""A colour proof shows the inks through the press's profile, and says that it is a proof."""

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from exporter.cli.build import _of_colour_proof
from exporter.errors import UsageError
from exporter.profiles import find_profile
from exporter.writers.pdf.finish import steps
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.simulated import simulate

YELLOW = "0 0 1 0 k 20 20 60 60 re f"


def simulated(content: str, name: str) -> Image.Image:
    """Return what a page in inks looks like in the proof, without its margin."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(120, 120))
    pdf.pages[0].obj.TrimBox = pikepdf.Array([10, 10, 110, 110])
    pdf.pages[0].contents_add(pdf.make_stream(content.encode()))
    job = Job.__new__(Job)
    job.pdf = pdf
    job.__dict__["profile"] = find_profile(name)
    simulate(job)
    path = pypdfium2.PdfDocument(_saved(pdf))
    return path[0].render(scale=1).to_pil().convert("RGB")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    import io

    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def test_paper_and_inks_are_those_of_the_press() -> None:
    news, coated = (simulated(YELLOW, name) for name in ("newsprint", "magazine"))
    assert news.size == coated.size == (100, 100)
    paper, glossy = (image.getpixel((90, 90)) for image in (news, coated))
    assert max(paper) < 240 and sum(paper) < sum(glossy)
    red, green, blue = news.getpixel((40, 60))
    assert min(red, green) > blue + 60
    assert news.getpixel((40, 60)) != coated.getpixel((40, 60))


def test_the_proof_is_neither_framed_nor_a_pdf_x() -> None:
    profile = find_profile("press", variant="", simulated=True, proof=True)
    names = [step.__name__ for step in steps(profile)]
    assert names.index("separate") < names.index("simulate") < names.index("stamp")
    assert not {"frame", "make_pdfx"} & set(names)


def test_a_profile_without_inks_is_refused() -> None:
    with pytest.raises(UsageError, match="no inks"):
        _of_colour_proof("screen")
    assert _of_colour_proof("newsprint")["simulated"]
