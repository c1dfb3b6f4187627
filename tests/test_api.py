"""The Python API: what a script imports."""

import pkgutil
import pydoc
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import exporter
from exporter import api
from exporter.api.judging import known_label
from exporter.edition.style import find_style
from exporter.errors import InvalidSource, OutputError, UnknownSource, UsageError
from exporter.model import Issue, Page
from exporter.profiles import find_profile
from exporter.readers import read
from exporter.writers import file_stem


@pytest.mark.parametrize("name", exporter.__all__)
def test_all_that_is_offered_is_there(name):
    assert getattr(exporter, name)


def test_no_module_has_the_name_of_a_function_which_python_would_put_it_over():
    modules = {module.name for module in pkgutil.iter_modules(exporter.__path__)}
    assert not modules & set(exporter.__all__)


def test_functions_of_the_package_work(issue_folder, tmp_path):
    assert exporter.check(issue_folder()) == []
    assert exporter.doctor() == exporter.doctor()
    assert exporter.convert(issue_folder(), tmp_path / "b").outputs == (tmp_path / "b",)


def test_what_is_not_offered_is_not_there():
    with pytest.raises(AttributeError, match="nothing"):
        _ = exporter.nothing


def test_a_build_reports_what_it_wrote(issue_folder, tmp_path):
    outputs, flow = [tmp_path / "a.epub", tmp_path / "b.pdf"], exporter.Options(layout="flow")
    report = exporter.build(issue_folder(), outputs, flow)
    assert report.outputs == (tmp_path / "a.epub", tmp_path / "b.pdf")
    assert report.findings == ()
    assert [path.read_bytes()[:4] for path in report.outputs] == [b"PK\3\4", b"%PDF"]


@pytest.mark.parametrize(("wanted", "label"), [("5", "05"), ("05", "05"), ("7", "7"), ("07", "07")])
def test_a_page_is_named_by_its_label_or_its_number(wanted, label):
    issue = Issue.model_construct(pages=tuple(Page(label=each) for each in ("05", "07", "7")))
    assert known_label(wanted, issue) == label
    with pytest.raises(UsageError, match="there is no page `9`"):
        known_label("9", issue)


def test_an_issue_that_was_read_can_be_built(issue_folder, tmp_path):
    issue = exporter.read(issue_folder()).issue
    assert exporter.build(issue, [tmp_path / "a.epub"]).outputs == (tmp_path / "a.epub",)


def test_a_body_that_is_no_xhtml_is_named(issue_folder, tmp_path):
    issue = exporter.read(issue_folder()).issue
    page = issue.pages[0]
    broken = page.articles[0].model_copy(update={"body": "<p>Fish & chips"})
    pages = (page.model_copy(update={"articles": (broken,)}), *issue.pages[1:])
    with pytest.raises(InvalidSource, match=f"the body of `{broken.id}` is not XHTML"):
        exporter.build(issue.model_copy(update={"pages": pages}), tmp_path / "a.epub")


def test_progress_is_told(issue_folder, tmp_path):
    told = []
    exporter.build(issue_folder(), [tmp_path / "a.epub"], exporter.Options(progress=told.append))
    assert told == [str(tmp_path / "issue"), "a.epub"]


@pytest.mark.parametrize(
    ("source", "error"),
    [("gone", UnknownSource), ("empty", UnknownSource), ("file.txt", UnknownSource)],
)
def test_what_no_reader_knows_is_refused(tmp_path, source, error):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("text")
    with pytest.raises(error, match=source):
        exporter.read(tmp_path / source)


def test_an_error_has_all_findings(issue_folder):
    folder = issue_folder({"01/a.md": "no front matter", "01/b.md": "---\nx: y\n---\n"})
    with pytest.raises(InvalidSource) as caught:
        exporter.read(folder)
    assert {finding.path.name for finding in caught.value.findings} == {"a.md", "b.md"}
    assert exporter.check(folder) == list(caught.value.findings)


def test_a_folder_where_a_file_should_be_is_refused(issue_folder, tmp_path):
    (tmp_path / "a.epub").mkdir()
    report = exporter.build(issue_folder(), [tmp_path / "a.epub"])
    assert [path.parent for path in report.outputs] == [tmp_path / "a.epub"] * 2
    (tmp_path / "The-Example-2026-06-16.epub").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        exporter.build(issue_folder(), [tmp_path])


def test_a_file_that_is_to_be_left_alone_is(issue_folder, tmp_path):
    with pytest.raises(UsageError, match="another issue"):
        exporter.build(issue_folder(), [tmp_path / "a.epub"], avoid=[tmp_path / "a.epub"])
    assert not (tmp_path / "a.epub").exists()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("澜江周报", "澜江周报"),
        ("A/B: C", "A-B-C"),
        ("../../etc", "etc"),
        ("...", "issue"),
        ("报" * 200, "报" * 66),
    ],
)
def test_a_name_becomes_a_file_name(issue_folder, name, stem):
    issue = f"publication: {{name: '{name}', language: zh-Hans}}\ndate: 2026-06-16\n"
    assert file_stem(read(issue_folder({"issue.yaml": issue})).issue) == f"{stem}-2026-06-16"


def test_schema_of_nothing_is_refused():
    with pytest.raises(UsageError, match="use one of"):
        exporter.schema("page")


def test_one_output_may_be_a_path_alone(issue_folder, tmp_path):
    for output in (tmp_path / "a.epub", str(tmp_path / "b.epub")):
        assert exporter.build(issue_folder(), output).outputs == (Path(output),)


def test_a_profile_may_be_named(issue_folder, tmp_path):
    assert exporter.Options().profile == find_profile("screen")
    assert exporter.Options(profile="press").profile == find_profile("press")
    assert exporter.Options(profile=find_profile("archive")).profile == find_profile("archive")
    assert replace(exporter.Options(profile="press"), force=True).profile.name == "press"
    with pytest.raises(UsageError, match="no profile `fax`"):
        exporter.Options(profile="fax")


def test_help_shows_the_functions():
    shown = pydoc.plain(pydoc.render_doc(exporter))
    for line in ("build(source: ", "check(source: ", "convert(source: ", "doctor() -> "):
        assert line in shown
    assert "class Options" in shown and "class ReadOptions" in shown


def test_the_files_name_the_program_that_made_them(issue_folder, tmp_path):
    exporter.build(issue_folder(), [tmp_path / "a.epub", tmp_path / "b.pdf"])
    program = f"issue-exporter {exporter.__version__}"
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        [package] = [name for name in book.namelist() if name.endswith(".opf")]
        assert f'content="{program}"' in book.read(package).decode()
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert str(pdf.docinfo.Creator) == program
        assert pdf.open_metadata()["xmp:CreatorTool"] == program


HEAD = "publication: {name: N, language: en}\ndate: 2026-06-16\n"
HOUSE = "extends: magazine\n"


def report_of_style(issue_folder, line, files=()):
    """Return the findings about issue.yaml with a line that names a style."""
    folder = issue_folder({"issue.yaml": HEAD + line, **dict(files)})
    return [str(each) for each in exporter.check(folder) if each.path.name == "issue.yaml"]


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("style: magazine", {}),
        ("style: house", {"house/style.yaml": HOUSE, "house/mark.png": b"", "house/a.doc": b""}),
        ("style: ./house", {"house/style.yaml": HOUSE}),
        ("style: ../house", {"../house/style.yaml": HOUSE}),
    ],
)
def test_an_issue_names_its_style(issue_folder, line, files):
    assert report_of_style(issue_folder, line, files.items()) == []
    _, style = api.read_with_style(issue_folder({"issue.yaml": HEAD + line}), exporter.Options())
    assert style.settings.paper == find_style("magazine").settings.paper


def test_the_style_of_the_command_line_goes_first(issue_folder):
    folder = issue_folder({"issue.yaml": HEAD + "style: rococo"})
    _, style = api.read_with_style(folder, exporter.Options(style="newspaper"))
    assert style.name == "newspaper"


@pytest.mark.parametrize(
    ("line", "files", "message"),
    [
        ("style: magazin", {}, "issue.yaml:3: the style can't be used (there is no style"),
        ("style: ./none", {}, "issue.yaml:3: the style can't be used (there is no style"),
        ("style: ../../away", {}, "is neither in the folder of the issue nor beside it"),
        ("style: s", {"s/style.yaml": "title: T\ncolour: red"}, "s/style.yaml:"),
        ("style: s", {"s/style.yaml": HOUSE, "s/templates/page.xhtml": "{{"}, "page.xhtml:1:"),
    ],
)
def test_a_style_that_cannot_be_used_is_named_by_its_line(issue_folder, line, files, message):
    (found,) = report_of_style(issue_folder, line, files.items())
    assert message in found
    with pytest.raises(InvalidSource):
        exporter.build(issue_folder({"issue.yaml": HEAD + line, **files}, "other"))


def test_an_issue_takes_the_style_of_its_folder_with_it(issue_folder, tmp_path):
    folder = issue_folder({"issue.yaml": HEAD + "style: house", "house/style.yaml": HOUSE})
    exporter.convert(folder, tmp_path / "made")
    assert (tmp_path / "made" / "style" / "style.yaml").read_text() == HOUSE
    assert exporter.read(tmp_path / "made").issue.style.name.startswith(str(tmp_path / "made"))


@pytest.mark.parametrize("name", ["a.pdf", "a.epub", "a.yaml", "a"])
def test_check_names_a_file_that_does_not_exist(tmp_path, name):
    with pytest.raises(UnknownSource, match=rf"{name}: there is no such file or folder"):
        exporter.check(tmp_path / name)
