"""Tables that no sheet is wide enough for are parted between columns, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.layouts.trees import put_after
from exporter.layouts.wide_tables import part_enclosed, part_wide


class Ruler:
    """A typeface all of whose characters are as wide as high."""

    def ems(self, text):
        return len(text)


FACE = Ruler()


def table(rows, head="", more=""):
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    xml = f"<div><table>{more}<thead>{head}</thead><tbody>{body}</tbody></table>after</div>"
    return etree.fromstring(xml).find("table")


def words(element):
    return ["".join(cell.itertext()) for cell in element.iter("td", "th")]


def plain(count):
    return [[f"<td>r{row}c{column}</td>" for column in range(count)] for row in range(3)]


def test_each_part_has_the_first_column_again_and_the_order_is_kept():
    made = table(plain(20), more="<caption>Results</caption>")
    parts = part_wide(made, 40, FACE)
    assert len(parts) == 3
    assert [words(part)[0] for part in parts] == ["r0c0"] * 3
    first_rows = [word for part in parts for word in words(next(part.iter("tr")))[1:]]
    assert first_rows == [f"r0c{column}" for column in range(1, 20)]
    # They are about as wide, and the text after the table stays after all of them.
    assert max(len(words(part)) for part in parts) - min(len(words(part)) for part in parts) <= 9
    assert [len(part.findall("caption")) for part in parts] == [1, 0, 0]
    put_after(made, parts[1:])
    assert list(made.getparent()) == parts
    assert [part.tail for part in parts] == [None, None, "after"]


def test_a_table_that_fits_stays_as_it_is():
    made = table(plain(4))
    assert part_wide(made, 40, FACE) == [made]


def test_heads_over_several_columns_stand_in_each_part_that_has_one_of_these():
    head = "<tr><th>Club</th>" + "".join(f'<th colspan="6">Half {n}</th>' for n in (1, 2)) + "</tr>"
    parts = part_wide(table(plain(13), head), 32, FACE)
    heads = [[(cell.text, cell.get("colspan")) for cell in part[0][0]] for part in parts]
    assert [text for row in heads for text, _ in row].count("Half 1") >= 1
    spans = [int(span) for row in heads for text, span in row if text != "Club"]
    assert sum(spans) == 12
    assert all(row[0] == ("Club", None) for row in heads)


def test_a_cell_over_several_rows_keeps_its_column():
    rows = plain(12)
    rows[0][5] = '<td rowspan="3">tall</td>'
    del rows[1][5], rows[2][5]
    parts = part_wide(table(rows), 30, FACE)
    (holder,) = [part for part in parts if "tall" in words(part)]
    columns = [word[2:] for word in words(list(holder.iter("tr"))[1])]
    assert "c5" not in columns
    assert columns[0] == "c0"


def test_a_first_column_as_wide_as_the_sheet_is_not_repeated():
    rows = [["<td>longwordhere</td>", *row[1:]] for row in plain(12)]
    parts = part_wide(table(rows), 20, FACE)
    assert sum(words(part).count("longwordhere") for part in parts) == 3


def test_ids_stay_unique():
    rows = plain(20)
    rows[0][0] = '<td id="club">r0c0</td>'
    parts = part_wide(table(rows), 40, FACE)
    assert sum(len(part.xpath(".//*[@id]")) for part in parts) == 1


def test_a_table_in_a_table_stays_whole():
    rows = plain(20)
    rows[0][3] = "<td><table><tr><td>x</td></tr></table></td>"
    made = table(rows)
    assert part_wide(made, 40, FACE) == [made]


SPANS = st.tuples(st.integers(1, 4), st.integers(1, 3))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=9), min_size=1, max_size=5), st.floats(1, 60))
def test_no_cell_is_lost_whatever_spans(shapes, room):
    rows = [
        [
            f'<td colspan="{span}" rowspan="{tall}">w{row}x{column}</td>'
            for column, (span, tall) in enumerate(shape)
        ]
        for row, shape in enumerate(shapes)
    ]
    made = table(rows)
    before = set(words(made))
    parts = part_wide(made, room, FACE)
    assert {word for part in parts for word in words(part)} == before


def test_a_table_inside_a_quotation_is_parted_to_its_column_and_stays_inside():
    made = table(plain(9))
    quotation = made.getparent()
    quotation.tag = "blockquote"
    body = etree.Element("div")
    body.append(quotation)
    body.append(table(plain(9)))
    part_enclosed(body, 24, FACE)
    inside = quotation.findall("table")
    assert len(inside) > 1
    cells = {word for part in inside for word in words(part)}
    assert cells == {f"r{row}c{column}" for row in range(3) for column in range(9)}
    # What stands in the body itself may span columns: it is parted elsewhere.
    assert len(body.findall("table")) == 1
