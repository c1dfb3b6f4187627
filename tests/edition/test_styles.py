"""Styles: what one may say, what it takes from the one it extends, and faults by file and line."""

import re
from dataclasses import replace

import jinja2
import pytest

from exporter.edition import make_edition
from exporter.edition.style import Settings, find_style, names, templates
from exporter.edition.style.css import rules_for, unreversed
from exporter.edition.style.judge import MEASURES, judge_style
from exporter.edition.style.templates import _Compiled
from exporter.errors import UsageError
from exporter.layouts.flow.print_document import flow_style as whole_flow_style
from exporter.layouts.flow.print_document import make_html
from exporter.layouts.flow.print_document import style as flow_style
from exporter.layouts.flow.rows import make_rows
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.render import setting
from exporter.layouts.makeup.stylesheet import style as sheet_style
from exporter.layouts.papers import make_grid
from exporter.options import Options
from exporter.profiles import find_profile
from exporter.readers import read

SAMPLE = "samples/saltmere-chronicle"
MINE = """\
title: Mine
extends: newspaper
fonts: {default: {masthead: Morning Display}}
colours: {accent: "#0a5a8c"}
papers: {tabloid: {columns: 4}}
headlines: {ranks: [5, 3]}
"""


@pytest.fixture
def make_style(tmp_path):
    """Return a function that writes a style and loads it, judged as a build judges it."""

    def make(settings=MINE, name="mine", **files):
        folder = tmp_path / name
        for path, text in {"style.yaml": settings, **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        style = find_style(folder)
        judge_style(style)
        return style

    return make


def test_newspaper_and_magazine_ship():
    assert {"newspaper", "magazine"} <= set(names())


def test_the_magazine_has_looks_of_its_own():
    magazine, newspaper = find_style("magazine"), find_style()
    judge_style(replace(magazine, ours=False))
    assert magazine.fonts("en").headline != newspaper.fonts("en").headline
    assert magazine.colour("accent") != newspaper.colour("accent")
    assert magazine.colour("accent") in magazine.inks
    paper = make_grid("", "en", magazine).paper
    assert (paper.name, paper.width_mm, paper.height_mm) == ("a4", 210, 297)
    assert make_grid("", "en", newspaper).paper.name == "tabloid"


@pytest.mark.parametrize(
    ("pages", "printed", "heads"),
    [
        ("[{label: '01'}]", "false", [""]),  # “Page 1” on each sheet would say nothing
        ("[{label: '01', section: News}]", "false", ["Page 1 News"]),
        ("[{label: '01'}]", "true", ["Page 1"]),
        ("[{label: '01'}, {label: '02'}]", "false", ["Page 1", "Page 2"]),
    ],
)
def test_a_page_is_named_above_its_sheets_where_that_tells_something(
    issue_folder, pages, printed, heads
):
    head = f"publication: {{name: A, language: en, printed: {printed}}}\ndate: 2026-06-16\n"
    files = {"issue.yaml": f"{head}pages: {pages}\n", "01/a.md": "---\nheadline: A\n---\nText\n"}
    if "02" in pages:
        files["02/b.md"] = "---\nheadline: B\n---\nText\n"
    html = make_html(make_edition(read(issue_folder(files)).issue), Options())
    assert re.findall(r'class="page-name"[^>]* data-head="([^"]*)"', html) == heads


@pytest.mark.parametrize("style", ["newspaper", "magazine"])
def test_a_style_sets_pages_without_articles_and_articles_without_pictures(issue_folder, style):
    pages = "pages: [{label: '01'}, {label: '02', section: Empty}]\n"
    head = "publication: {name: The Example, language: en, printed: true}\ndate: 2026-06-16\n"
    issue = read(issue_folder({"issue.yaml": head + pages, "02/a.txt": "x"})).issue
    html = make_html(make_edition(issue, find_style(style)), Options(style=style))
    assert html.count('<section class="page') == 2
    assert 'class="no-articles"' in html


def test_a_style_says_how_features_are_set(make_style):
    style = make_style("extends: newspaper\nflow: {columns: {news: 2}, openings: {news: above}}\n")
    edition = make_edition(read(SAMPLE).issue, style)
    articles = edition.article_documents[:1]
    rows = make_rows(articles, edition.resources, make_grid("", "en", style), style)
    assert rows[0].columns == 2
    assert '<div class="opening above">' in rows[0].articles[0]


def test_a_broad_picture_below_a_headline_is_as_wide_as_the_page(make_style):
    style = make_style("extends: newspaper\nflow: {openings: {news: below}}\n")
    edition = make_edition(read(SAMPLE).issue, style)
    grid = make_grid("a4", "en", style)
    [row] = make_rows(edition.article_documents[:1], edition.resources, grid, style)
    assert '<div class="opening below">' in row.articles[0]
    assert f"width:{grid.width:.3f}pt" in row.articles[0]


def test_a_style_changes_what_it_says_and_takes_the_rest(make_style):
    style, base = make_style(**{"print.css": ".kicker { color: var(--accent) }\n"}), find_style()
    assert style.colour("accent", "epub") == style.colour("accent") == "#0a5a8c"
    assert style.colour("tint") == base.colour("tint")
    assert style.fonts("en").text == base.fonts("en").text
    grid = sheet_grid("tabloid", "en", style=style)
    assert (grid.columns, grid.scale.ranks) == (4, (5, 3))
    rules = sheet_style(style, grid)
    assert ".kicker { color: #0a5a8c }" in rules
    assert '"Morning Display"' in rules
    assert style.rules("epub.css") != base.rules("epub.css")


def test_a_colour_that_changes_is_not_printed_in_the_inks_of_the_old_one(make_style):
    assert find_style().colour("accent") in find_style().inks
    assert list(make_style().inks) == [find_style().colour("tint")]


def test_a_template_of_a_style_stands_before_ours(make_style):
    style = make_style(**{"templates/page.xhtml": "<p>{{ title }}</p>"})
    edition = make_edition(read(SAMPLE).issue, style)
    page = edition.page_documents[0]
    assert page.body == f"<p>{page.title}</p>"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("extends: newspaper\ncolour: {}\n", "style.yaml:2: unknown key `colour`, did you mean"),
        ('extends: newspaper\ncolours: {accent: "red"}\n', "style.yaml:2: "),
        ("extends: newspaper\npapers: {tabloid: {colums: 4}}\n", "did you mean `columns`?"),
        ("extends: newspapr\n", "style.yaml:1: there is no style `newspapr`"),
        ("extends: [newspaper]\n", "style.yaml:1: `extends` has the wrong shape"),
        ("extends: ../mine\n", "style.yaml:1: styles extend each other in a circle (mine → mine)"),
        ("title: Alone\n", "add the line `extends: newspaper`"),
        (
            "extends: newspaper\ninks: {acent: [0, 0, 0, 9]}\n",
            "style.yaml:2: `acent` is not a colour",
        ),
        (
            "extends: newspaper\nfonts: {latin: {headline: [serif]}}\n",
            "style.yaml:2: no text gets the fonts of `latin`, use `default`, or a language",
        ),
        (
            "extends: newspaper\nfonts:\n  zh-TW: {headline: [serif]}\n",
            "style.yaml:3: no text gets the fonts of `zh-TW`, write `zh-hant`",
        ),
        ("extends: newspaper\npaper: a5\n", "style.yaml:2: there is no paper `a5`, "),
        ("extends: newspaper\nflow: {openings: below}\n", "`flow.openings` has the wrong shape"),
        (
            "extends: newspaper\nflow: {openings: {leader: below}}\n",
            "style.yaml:2: unknown key `flow.openings.leader`, use 'news'",
        ),
        ("extends: newspaper\n\tfonts:\n", "style.yaml:2: is not YAML"),
    ],
)
def test_faults_of_the_settings_have_their_line(make_style, settings, message):
    with pytest.raises(UsageError) as caught:
        make_style(settings)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("css", "message"),
    [
        (".a { color: #000 }\n.b { colour }\n", "print.css:2: is not CSS"),
        (".a {\n color: #000;\n.b { color: #111 }\n", "a block is open at the end"),
        ("\n.a { background: url(flag.png) }\n", "print.css:2: `flag.png` is not in the style"),
        (".a { background: url(../../secret.png) }\n", "is not in the style"),
        (".a { background: url(https://a.example/b.png) }\n", "is on the network"),
        ('@import "more.css";\n', "print.css:1: @import is not supported"),
        ('@font-face { font-family: M; src: url("no.ttf") }\n', "print.css:1: `no.ttf` is not in"),
        ("\n@font-face { font-family: M; src: url(bad.ttf) }\n", "print.css:2: `bad.ttf` is dam"),
        (".a { background: url(bad.png) }\n", "print.css:1: `bad.png` is damaged"),
        (".a { color: var(--acent) }\n", "print.css:1: there is no value `--acent`, did you mean"),
    ],
)
def test_faults_of_css_have_their_line(make_style, css, message):
    with pytest.raises(UsageError) as caught:
        make_style(**{"print.css": css, "bad.ttf": "no font", "bad.png": "no picture"})
    assert message in str(caught.value)


def test_each_style_sheet_may_use_the_measures_that_it_gets(make_style):
    """Not those of other files: `var(--top)` is nothing on a sheet of makeup, nor in an EPUB."""
    written = {
        file: "".join(f".a{{--x:var(--{name})}}" for name in names)
        for file, names in MEASURES.items()
    }
    style = make_style(**written)
    flow = flow_style(style, "The Times", make_grid("a4", "en", style))
    made_up = sheet_style(style, sheet_grid("tabloid", "en", style=style))
    measures = {name for names in MEASURES.values() for name in names}
    assert [name for name in measures if f"--x:var(--{name})" in flow] == []
    left = {name for name in measures if f"--x:var(--{name})" in made_up}
    assert left == set(MEASURES["print.css"]) - set(MEASURES["makeup.css"])
    for file in ("epub.css", "web.css"):
        with pytest.raises(UsageError, match=rf"{file}:1: there is no value `--size`"):
            make_style(**{file: ".a { margin: var(--size) }"})


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("<p>\n{% if title %}</p>", "page.xhtml:"),
        ("<p>\n{{ titel }}</p>", "page.xhtml:2: `titel` is undefined, did you mean `title`?"),
        ("\n{% include '/etc/hostname' %}", "page.xhtml:2: there is no template"),
        ("{{ issue.root.iterdir() | list }}", "page.xhtml:1: "),
        ("{{ issue.root['read_text']() }}", "page.xhtml:1: "),
        ("{{ issue.model_dump() }}", "page.xhtml:1: "),
        ("{{ edition.style.environment.loader }}", "page.xhtml:1: "),
        ("{{ ''.__class__.__mro__ }}", "page.xhtml:1: "),
        ("{{ 1 // 0 }}", "page.xhtml:1: "),
        ("\n{{ 'a' * 10 ** 9 }}", "page.xhtml:2: the result of `*` is too large"),
        ("{{ 9 ** 99999999 }}", "page.xhtml:1: the result of `**` is too large"),
        ("{% extends 'page.xhtml' %}", "page.xhtml:1: the templates include or extend each other"),
        ("<p>{{ title }}", "page.xhtml: what it makes is not well-formed XML"),
        ("<p>&nbsp;</p>", "page.xhtml: what it makes is not well-formed XML"),
    ],
)
def test_faults_of_templates_have_their_line(make_style, template, message):
    with pytest.raises(UsageError) as caught:
        make_edition(read(SAMPLE).issue, make_style(**{"templates/page.xhtml": template}))
    assert message in str(caught.value)


def test_a_template_with_an_unknown_name_is_named(make_style):
    with pytest.raises(UsageError, match=r"did you mean `article\.xhtml`"):
        make_style(**{"templates/artcle.xhtml": "<p></p>"})


def test_the_documentation_names_every_setting_value_and_template():
    text = (find_style().folders[0].parents[1] / "docs" / "styles.md").read_text(encoding="utf-8")
    measures = (f"--{name}" for names in MEASURES.values() for name in names)
    keys = [*Settings.model_fields, *measures, *templates.names()]
    assert [key for key in keys if key not in text] == []


def test_a_compiled_template_that_cannot_be_kept_stops_nothing(tmp_path):
    full = _Compiled(str(tmp_path / "missing"))  # where nothing can be written, as on a full disk
    environment = jinja2.Environment(loader=jinja2.DictLoader({"a": "words"}), bytecode_cache=full)
    assert environment.get_template("a").render() == "words"


def test_templates_of_a_style_may_name_its_colours_in_style_attributes(make_style):
    plain = make_style()
    told = f"--accent: {plain.colour('accent')}"
    assert told not in plain.rules("print.css")
    own = make_style(**{"templates/makeup/filler.html": '<p style="color: var(--accent)">a</p>'})
    assert told in own.rules("print.css")


@pytest.mark.parametrize(
    ("least", "plain"),
    [
        (6, []),
        (7, ["table.smaller thead tr"]),
        (8, ["aside thead tr", "table.smaller thead tr"]),
        (9, ["thead tr", "aside thead tr", "table.smaller thead tr"]),
        (14, [".briefs .headline", "thead tr", "aside thead tr", "table.smaller thead tr"]),
    ],
)
def test_white_type_smaller_than_a_plant_prints_is_set_in_ink(least, plain):
    rules = unreversed(find_style().settings, 9, least).strip().splitlines()
    end = " { background: #efede6; color: #1a1a1a }"
    assert len(rules) == len(plain)
    assert all(rule.endswith(f"{name}{end}") for rule, name in zip(rules, plain, strict=True))


def test_sheets_keep_white_type_only_from_the_size_that_the_profile_names(issue_folder):
    edition = make_edition(read(issue_folder({})).issue)
    profile = find_profile("press").model_copy(update={"reversed_from_pt": 20})
    shared = setting(edition, Options(profile=profile, cache=False))
    rules = shared.source(shared.grid(), "")[1]
    assert rules.rindex("thead tr { background: #efede6") > rules.index("thead tr { background")
    assert "thead tr { background: #efede6" in whole_flow_style(edition, Options(profile=profile))


@pytest.mark.parametrize(
    "rule",
    [
        "body { margin: 0 }",
        "p, body.cover > img { margin: 0 }",
        "html:not(.ja) img[alt]::after { margin: 0 }",
        ":is(section, p) img { margin: 0 }",
        "[hidden] { display: none }",
        "@media (min-width: 1px) { p { margin: 0 } img { margin: 0 } }",
        '@namespace epub "x"; p { margin: 0 }',
    ],
)
def test_a_document_of_few_elements_keeps_the_rules_that_may_match(rule):
    names = frozenset(("html", "body", "section", "img", ".cover"))
    others = "p { margin: 0 }\n.article img { margin: 0 }\n@font-face { src: url(a.ttf) }\n"
    assert rules_for(f"{others}{rule}\n{others}@media print {{ p {{ margin: 0 }} }}", names) == rule
