"""Formulas: clean MathML for e-readers, words for print."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.content.mathml import formula
from exporter.xhtml import MATHML
from tests.printed import printed as set_text

POWER = "<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"


def test_a_formula_stays_a_formula(from_html):
    assert from_html(f"<p>So {POWER}.</p>").xhtml == (
        f'<p>So <math xmlns="{MATHML}"><mi>E</mi><mo>=</mo><mi>m</mi>'
        "<msup><mi>c</mi><mn>2</mn></msup></math>.</p>\n"
    )


def test_a_formula_in_markdown(from_markdown):
    assert "<msup>" in from_markdown(f"So {POWER} holds.").xhtml


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (POWER, 'E</i> = <i class="variable">m</i><i class="variable">c</i><sup>2</sup>'),
        (
            "<math><mfrac><mrow><mi>ab</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac></math>",
            "(ab + 1)/2",
        ),
        ("<math><msqrt><mn>2</mn></msqrt></math>", "√2"),
        ("<math><msub><mi>CO</mi><mn>2</mn></msub></math>", "CO<sub>2</sub>"),
    ],
)
def test_print_gets_words(markup, printed):
    made = set_text(f"<p>{formula(markup)}</p>")
    assert printed in made and "<math" not in made


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<math><msup><mi>x</mi></msup></math>", "<mrow><mi>x</mi></mrow>"),
        ("<math>loose<mi>x</mi></math>", "<mtext>loose</mtext><mi>x</mi>"),
        ("<m:math xmlns:m='x'><m:mi>x</m:mi></m:math>", "<mi>x</mi>"),
        ("<math><mi onclick='x' href='y'>x</mi><script>z</script></math>", "<mi>x</mi>"),
        (
            "<math><semantics><mi>x</mi><annotation>y</annotation></semantics></math>",
            "<mi>x</mi>",
        ),
        ("<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>", "<mo>(</mo><mi>a</mi><mo>,</mo>"),
        ("<math><mo>&sum;</mo></math>", "<mo>∑</mo>"),
    ],
)
def test_what_is_no_presentation_keeps_its_signs(markup, kept):
    made = formula(markup)
    assert made is not None and kept in made
    assert not re.search("on[a-z]+=|href|annotation", made)


def test_a_formula_of_nothing_is_none():
    assert formula("<math></math>") is None


@given(
    st.lists(st.sampled_from(["<mi>", "</mi>", "<msup>", "</msup>", "<mtable>", "x", "&", "<b"]))
)
def test_any_formula_is_well_formed_and_printed(parts):
    made = formula(f"<math>{''.join(parts)}</math>")
    if made:
        etree.fromstring(made)
        etree.fromstring(f"<p>{set_text(made)}</p>")


@pytest.mark.parametrize("prefix", ["m", "mml", "MML"])
def test_a_formula_whose_elements_have_a_prefix_is_a_formula(from_html, from_markdown, prefix):
    named = re.sub("(</?)", rf"\1{prefix}:", POWER)
    named = named.replace(":math>", f':math xmlns:{prefix}="x">', 1)
    whole = f"So {POWER} holds."
    assert from_html(f"<p>So {named} holds.</p>").xhtml == from_html(f"<p>{whole}</p>").xhtml
    assert from_markdown(f"So {named} holds.").xhtml == from_markdown(whole).xhtml
    assert from_markdown(named.replace("><", ">\n<")).xhtml.count("<math ") == 1
    assert f"&lt;{prefix}:math" in from_markdown(f"`{named}`").xhtml
