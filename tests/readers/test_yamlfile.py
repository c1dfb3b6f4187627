from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exporter.model import ArticleHead, IssueHead
from exporter.yamlfile import BadYaml, YamlText, parse, parse_all, validate
from exporter.yamlfile.texts import MAX_CHARACTERS, MAX_DEPTH, UNSAFE

FILE = Path("issue.yaml")


def said(model: type, text: str) -> list[str]:
    """Return what `validate` says of a text, without the path."""
    _, findings = validate(model, parse(text), FILE, {})
    return [str(finding).removeprefix("issue.yaml:") for finding in findings]


def bad(text: str, first_line: int = 1) -> BadYaml:
    with pytest.raises(BadYaml) as caught:
        parse(text, first_line)
    return caught.value


@pytest.mark.parametrize(
    "scalar",
    "01 1 007 0x1F 0o17 1_000 12:30:45 1.50 1e3 .inf .nan no yes on off true False NO y"
    " 2018-07-03 2018-07-03T10:00:00 2018-02-30 = <<".split(),
)
def test_a_plain_scalar_stays_the_text_it_is(scalar: str) -> None:
    assert parse(f"key: {scalar}").value == {"key": scalar}


@pytest.mark.parametrize("scalar", "01 no null 2018-07-03 1.50".split())
def test_a_key_stays_the_text_it_is(scalar: str) -> None:
    assert parse(f"{scalar}: value").value == {scalar: "value"}


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL"])
def test_a_plain_null_is_no_value(scalar: str) -> None:
    assert parse(f"key: {scalar}").value == {"key": None}


@pytest.mark.parametrize("scalar", ["''", '""'])
def test_a_quoted_empty_text_is_a_text(scalar: str) -> None:
    assert parse(f"key: {scalar}").value == {"key": ""}


@pytest.mark.parametrize("scalar", ["'null'", '"~"'])
def test_a_quoted_null_is_a_text(scalar: str) -> None:
    assert parse(f"key: {scalar}").value == {"key": scalar[1:-1]}


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n"])
def test_a_text_without_a_document_is_an_empty_mapping(text: str) -> None:
    assert parse(text).value == {}


def test_an_empty_item_of_a_list_is_dropped_and_the_lines_of_the_others_stay() -> None:
    parsed = parse("pages:\n  -\n  - label: '01'\n  - ~\n  - label: '02'\n")
    assert parsed.value == {"pages": [{"label": "01"}, {"label": "02"}]}
    assert [parsed.line(("pages", index)) for index in (0, 1)] == [3, 5]


NESTED = """\
publication:
  name: The Example

  # a comment
  language: en
pages:
  - label: "01"
    section: >
      folded
      text
    facsimile:
      regions:
        - article: a
          points: [[0, 0],
                   [1, 0],
                   [1, 1]]
  - {label: "02",
     section: News}
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("publication",), 1),
        (("publication", "name"), 2),
        (("publication", "language"), 5),
        (("pages",), 6),
        (("pages", 0), 7),
        (("pages", 0, "label"), 7),
        (("pages", 0, "section"), 8),
        (("pages", 0, "facsimile", "regions", 0, "article"), 13),
        (("pages", 0, "facsimile", "regions", 0, "points"), 14),
        (("pages", 0, "facsimile", "regions", 0, "points", 2), 16),
        (("pages", 0, "facsimile", "regions", 0, "points", 2, 1), 16),
        (("pages", 1), 17),
        (("pages", 1, "label"), 17),
        (("pages", 1, "section"), 18),
    ],
)
def test_every_value_knows_its_line(place: tuple[str | int, ...], line: int) -> None:
    parsed = parse(NESTED)
    assert place in parsed.lines
    assert parsed.line(place) == line


def test_lines_count_from_the_line_given() -> None:
    assert parse("a: 1\nb:\n  - 2\n", 5).line(("b", 0)) == 7


def test_a_place_that_is_not_there_has_the_line_of_what_encloses_it() -> None:
    parsed = parse("a: 1\nb:\n  c: 2\n")
    assert parsed.line(("b", "d", "e")) == 2
    assert YamlText().line(("nothing",)) == 1


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_a_break_that_only_yaml_knows_is_a_space_and_no_line(mark: str) -> None:
    parsed = parse(f"headline: one{mark}two\ndeck: three\n")
    assert parsed.value == {"headline": "one two", "deck": "three"}
    assert parsed.line(("deck",)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: x\x07\x08y", "xy"),
        ('a: "x\\x07\\x1by"', "xy"),
        ("a: x\ud800y", "xy"),
        ('a: "x\\uFFFEy"', "xy"),
        ("a: 𠀀🙂\u202eא", "𠀀🙂\u202eא"),
    ],
)
def test_what_xml_forbids_is_removed_and_nothing_else(text: str, value: str) -> None:
    assert parse(text).value == {"a": value}


@pytest.mark.parametrize("nul", ["x\0y", '"x\\0y"', '"x\\x00y"'])
def test_a_nul_is_named_and_never_taken_out_in_silence(nul: str) -> None:
    with pytest.raises(BadYaml, match="NUL") as caught:
        parse(f"a: 1\nb: {nul}\n")
    assert caught.value.line == 2


CONFLICT = "a: 1\n<<<<<<< HEAD\ndeck: 2\n=======\ndeck: 4\n>>>>>>> other\ncredit: x: y\n"


def test_a_conflict_of_git_is_named_with_its_line_and_all_else_is_judged() -> None:
    with pytest.raises(BadYaml, match="conflict that git left") as caught:
        parse(CONFLICT)
    assert caught.value.line == 2
    parsed, faults = parse_all(CONFLICT, 1, ArticleHead)
    assert [fault.line for fault in faults] == [2, 7]
    assert parsed and parsed.value == {"a": "1", "deck": "2", "credit": "x: y"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2\n", 3, "is not YAML (did not find expected ',' or ']')"),
        ("a: 1\nb: c: d\n", 2, "is not YAML (mapping values are not allowed in this context)"),
        ('a: "open\n', 1, "has a quotation mark that is not closed"),
        ('a: "\\ud800"', 1, "is not YAML (found invalid Unicode character escape code)"),
        ("a: @b", 1, "is not YAML (found character that cannot start any token)"),
        ("a: 1\nb: 2\na: 3\n", 3, "has the key `a` twice"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "has the key `b` twice"),
        ("a: 1\n---\nb: 2\n", 2, "begins a second document"),
        ("a: 1\n...\n---\n", 3, "begins a second document"),
        ("a: 1\n[x]: 2\n", 2, "has a key that is not a word"),
        ("a: 1\n{x: y}: 2\n", 2, "has a key that is not a word"),
    ],
)
def test_an_error_names_its_line(text: str, line: int, message: str) -> None:
    error = bad(text)
    assert (error.line, error.message) == (line, message)
    assert error.advice


def test_the_line_of_an_error_counts_from_the_line_given() -> None:
    assert bad("a: 1\nb: c: d", 10).line == 11


def test_tabs_are_named_in_the_advice() -> None:
    assert bad("a:\n\tb: 1\n").advice == "indent with spaces, not tabs"
    assert "quotation marks" in bad("a: b: c").advice


BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}, *{before}, *{before}]\n"
    for before, name in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: *a\n", 2),
        ("a: 1\nb: &name value\n", 2),
        ("a:\n  - &x [*x]\n", 2),
        ("a: 1\n&key b: 2\n", 2),
        ("a: 1\nb: !!int 2\n", 2),
        ("a: 1\nb: !Viva la musica\n", 2),
        ("a: 1\nb: !!python/object/apply:os.system [true]\n", 2),
        ("!!map {a: 1}\n", 1),
        (BOMB, 1),
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_alias_an_anchor_and_a_tag_are_refused(text: str, line: int) -> None:
    error = bad(text)
    assert error.line == line
    assert error.message == "uses an alias, an anchor or a tag (*name, &name, !name)"
    assert error.advice == "put the text between quotation marks"


def test_a_merge_key_merges_nothing() -> None:
    assert parse("<<: {a: 1}").value == {"<<": {"a": "1"}}


def test_the_deepest_nest_allowed_passes_and_one_deeper_does_not() -> None:
    assert parse("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH).value
    assert bad("[" * (MAX_DEPTH + 1) + "1" + "]" * (MAX_DEPTH + 1)).message == (
        "is nested too deeply"
    )


@pytest.mark.parametrize(
    "text",
    ["[" * 400_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[[],{}," * 50_000],
    ids=["brackets", "mappings", "items", "keys", "mixed"],
)
def test_a_very_deep_nest_is_an_error_and_no_crash(text: str) -> None:
    assert bad(text).line == 1


def test_a_text_of_two_megabytes_is_refused() -> None:
    assert "longer than 1,000,000 characters" in bad("a: " + "x" * 2_000_000, 2).message
    assert bad("x" * (MAX_CHARACTERS + 1), 2).line == 2


def test_a_text_of_nearly_a_megabyte_passes() -> None:
    assert len(parse("a: " + "x" * 900_000).value["a"]) == 900_000


def _plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(_plain(item) and item is not None for item in value)
    return value is None or (isinstance(value, str) and not UNSAFE.search(value))


YAML_MARKS = st.text(st.sampled_from(list("ab01:-?,[]{}#&*!|>'\"%@`~<= \t\n\r\\\ufeff\u2028")))


@given(st.one_of(st.text(), YAML_MARKS))
@example("\ufeffa: 1")
@example("%YAML 1.3\n---\na: 1")
@example("a: \\\ud83d")
@example('"\\U00110000"')
@settings(deadline=None, max_examples=100, derandomize=True)
def test_any_text_gives_plain_values_or_the_one_error(text: str) -> None:
    try:
        parsed = parse(text)
    except BadYaml as error:
        assert error.line >= 1
        assert error.message
        assert error.advice
    else:
        assert _plain(parsed.value)
        assert all(line >= 1 for line in parsed.lines.values())


KEYS = st.sampled_from(
    "publication name language date pages label facsimile regions points article headline figures"
    " image kind byline next previous revision x".split()
)
JSON_VALUES = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, JSON_VALUES), st.sampled_from([IssueHead, ArticleHead]))
@settings(deadline=None, max_examples=100, derandomize=True)
def test_any_values_give_a_model_or_findings(value: dict[str, Any], model: Any) -> None:
    made, findings = validate(model, YamlText(value, {(): 1}), FILE, {})
    assert made or findings
    assert all("\n" not in str(finding) for finding in findings)


@pytest.mark.parametrize("text", ["[a, b]", "just words", "---\n", "'quoted'"])
def test_what_is_no_mapping_is_said_so(text: str) -> None:
    assert said(IssueHead, text) == ["1: has no `key: value` lines, write one key on each line"]


HEAD = "publication: {name: The Example, language: en}\ndate: 2018-07-03\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel: x", "unknown key `titel`, did you mean `title`?"),
        ("nunber: 4", "unknown key `nunber`, did you mean `number`?"),
        ("titel:", "unknown key `titel`, did you mean `title`?"),
        (
            "xyz: 4",
            "unknown key `xyz`, known keys here: `publication`, `date`, `number`, `number_end`,"
            " `total_number`, `volume`, `title`, `description`, `skybox`, `second_ear`,"
            " `labels`, `quotes`, `revision`, `revised`, `corrections`, `keep`, `convert`,"
            " `previous`, `next`, `style`, `cover`, `ear`, `pages`, `editions`",
        ),
        (
            "pages: [{label: a, secton: x}]",
            "unknown key `pages.1.secton`, did you mean `section`?",
        ),
        (
            "pages: [{label: a, facsimile: {regions: [{article: a, point: [],"
            " points: [[0, 0], [0, 1], [1, 1]]}]}}]",
            "unknown key `pages.1.facsimile.regions.1.point`, did you mean `points`?",
        ),
        (
            "next: {date: 2018-07-04, adress: x}",
            "unknown key `next.adress`, known keys here: `date`, `number`, `url`",
        ),
    ],
)
def test_an_unknown_key_names_the_nearest(line: str, expected: str) -> None:
    assert said(IssueHead, HEAD + line) == [f"3: {expected}"]


@pytest.mark.parametrize(
    "date",
    "2018-02-30 2018-13-01 2018-00-10 0000-01-01 yesterday 1530605225 1530576000 0"
    " 20180703".split(),
)
def test_a_date_that_is_none_is_shown(date: str) -> None:
    assert said(IssueHead, f"publication: {{name: A, language: en}}\ndate: {date}") == [
        f"2: `date: {date}` is not a date, write YYYY-MM-DD, such as 2018-07-03"
    ]


@pytest.mark.parametrize(
    "date",
    "2018-7-3,2018/07/3,２０１８-07-03,2018年7月3日,2018년 7월 3일,2018. 7. 3.,3.7.2018".split(","),
)
def test_a_date_in_another_form_is_read(date: str) -> None:
    _check_read(date)


@pytest.mark.parametrize(
    "date",
    [
        "3 July 2018",
        "July 3rd, 2018",
        "Tuesday, 3 July 2018",
        "3-Jul-2018",
        "mardi 3 juillet 2018",
        "Dienstag, den 3. Juli 2018",
        "martes, 3 de julio de 2018",
        "3 июля 2018 г.",
        "2018. július 3.",
        "3 กรกฎาคม 2561",
        "tiistai 3. heinäkuuta 2018",
        "3 липня 2018 р.",
        "יום שלישי, 3 ביולי 2018",
    ],
)
def test_a_date_with_the_name_of_its_month_is_read(date: str) -> None:
    _check_read(f"'{date}'")


def _check_read(date: str) -> None:
    text = f"publication: {{name: A, language: en}}\ndate: {date}"
    head, findings = validate(IssueHead, parse(text), FILE, {})
    assert head is not None and (head.date.isoformat(), findings) == ("2018-07-03", [])


@pytest.mark.parametrize(
    ("date", "advice"),
    [
        ("2018-07-03T10:00", "2018-07-03"),
        ("03-07-2018", "2018-07-03 or 2018-03-07"),
        ("03/07/2018", "2018-07-03 or 2018-03-07"),
        ("3 July 2018 10h", "2018-07-03"),
        ("3 July 2018 or 4 July 2018", "2018-07-03 or 2018-07-04"),
        ("3 Brumaire 2018", "YYYY-MM-DD, such as 2018-07-03"),
        ("3. listopada 2018.", "YYYY-MM-DD, such as 2018-07-03"),  # October, but not in Polish
    ],
)
def test_the_advice_for_a_date_is_the_date_as_it_should_be(date: str, advice: str) -> None:
    assert said(IssueHead, f"publication: {{name: A, language: en}}\ndate: {date}") == [
        f"2: `date: {date}` is not a date, write {advice}"
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "revision: 0",
            "`revision: 0` is out of range, write 1 or more",
        ),
        ("revision: two", "`revision: two` is not a whole number"),
        ("number: {a: b}", "`number` reads as a key and its value, put the text between"),
        ("number: [1, 2]", "`number` has the wrong shape, write one text here"),
        ("title: " + "x" * 2001, "`title` is longer than 2000 characters, shorten it"),
        ("pages: 01", "`pages` has the wrong shape, write a list here"),
        ("pages: [01]", "`pages.1` has the wrong shape, write keys with values here"),
        ("pages: [{section: x}]", "`pages.1.label` is missing, add `label:`"),
        ("pages: [{label: }]", "`pages.1.label` is empty, fill it in"),
        ("pages: [{label: ' '}]", "`pages.1.label` is empty, fill it in"),
        ("pages: [{label: 12345678901234567}]", "`pages.1.label` is longer than 16 characters"),
        ("next: 2018-07-04", "`next` has the wrong shape, write keys with values here"),
        ("next: {date: 2018-02-30}", "`next.date: 2018-02-30` is not a date"),
        (
            "next: {url: x, date: 2018-07-04}",
            "`next.url: x` is not an address of the web, such as https://",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(line: str, expected: str) -> None:
    [finding] = said(IssueHead, HEAD + line)
    assert finding.startswith(f"3: {expected}")


def _region(points: str) -> str:
    return (
        f"{HEAD}pages: [{{label: a, facsimile: {{regions: [{{article: a, points: {points}}}]}}}}]"
    )


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("[[0, 0], [1, 1]]", "points` has too few parts, give it 3 or more"),
        ("[[0, 0], [1, 1], [1, 2, 3]]", "points.3` has too many parts, give it 2 at most"),
        ("[[0, 0], [1, 1], [1]]", "points.3.2` is empty, fill it in"),
        (
            "[[0, 0], [1, 1], [1, nan]]",
            "points.3.2: nan` is not a number, write digits alone",
        ),
        ("[[0, 0], [1, 1], [1, x]]", "points.3.2: x` is not a number"),
    ],
)
def test_a_polygon_has_three_corners_of_two_numbers(points: str, expected: str) -> None:
    [finding] = said(IssueHead, _region(points))
    assert expected in finding


def test_a_polygon_of_numbers_passes() -> None:
    head, findings = validate(IssueHead, parse(_region("[[0, 0], [1.5, 0], [1, 1]]")), FILE, {})
    assert findings == []
    assert head
    assert head.pages[0].facsimile
    assert head.pages[0].facsimile.regions[0].points[1] == (1.5, 0.0)


def test_a_missing_key_and_an_empty_one_are_told_apart() -> None:
    assert said(IssueHead, "date:\n") == [
        "1: `publication` is missing, add `publication:`",
        "1: `date` is empty, fill it in",
    ]


def test_a_known_key_left_empty_is_as_if_it_were_not_there() -> None:
    head, findings = validate(ArticleHead, parse("headline: A\ndeck:\nfigures: ~\n"), FILE, {})
    assert findings == []
    assert head == ArticleHead(headline=("A",))


def test_a_wrong_value_that_must_be_there_is_not_to_be_left_out() -> None:
    text = "publication: {name: A, language: zh_Hans, issn: 0000-0001}\ndate: 2018-07-03\n"
    language, issn = said(IssueHead, text)
    assert language.endswith("or en-GB, correct it")
    assert issn.endswith("correct it or leave it out")


def test_a_long_value_or_key_is_shown_short_and_in_one_line() -> None:
    text = f'headline: A\nkind: "{"x" * 90}"\n"{"k" * 90}\\n\\nz": 1\n'
    kind, key = said(ArticleHead, text)
    assert kind.startswith("2: `kind` can't be `" + "x" * 39 + "…`, use 'news'")
    assert key.startswith("3: unknown key `" + "k" * 39 + "…`")


def test_what_is_right_beside_errors_is_kept() -> None:
    text = "date: never\ntitle: A\nbogus: 1\npages: [{label: '01', editer: x}]\n"
    stand_in = {"publication": {"name": "?", "language": "en"}, "date": "2018-07-03"}
    head, findings = validate(IssueHead, parse(text), FILE, stand_in)
    assert len(findings) == 4
    assert head
    assert (head.title, head.pages[0].label) == ("A", "01")


def test_without_anything_to_stand_in_there_is_no_model() -> None:
    assert validate(ArticleHead, parse("deck: A"), FILE, {})[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "pages: [{label: ''}]",
        "pages: [{label: a, facsimile: {regions: [{points: 7}]}}]",
        "pages: [1, {label: a}]",
        "publication: {language: x y}",
        "publication: []",
    ],
)
def test_a_part_that_can_not_be_mended_is_dropped_whole(text: str) -> None:
    stand_in = {"publication": {"name": "?", "language": "en"}, "date": "2018-07-03"}
    head, findings = validate(IssueHead, parse(f"{text}\ntitle: A"), FILE, stand_in)
    assert findings
    assert head
    assert head.title == "A"
