"""Tags of website generators in Markdown."""

import pytest

from exporter.readers.articles.site_tags import without_tags


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('a {{< relref "b" />}} c', "a  c"),
        ("a {{%/* x */%}} b", "a  b"),
        ("a {{<  >}}{%  %} b", "a  b"),
        ("{% highlight go %}x{% endhighlight %}", "\n```go\nx\n```\n"),
        ("a {% comment %} b {% endcomment %} c", "a  c"),
        ("a {% comment %} b", "a  b"),
        ("`{{< x >}}`", "`{{< x >}}`"),
    ],
)
def test_tags_are_taken_out(text, made):
    assert without_tags(text).text == made


@pytest.mark.parametrize(
    "text",
    ["{{<" + " " * 40_000, "{% comment %}" * 20_000, "{{< highlight " * 20_000, "{%" * 20_000],
)
def test_tags_that_never_end_are_read_once(text):
    """With a search for the end from each of them, this takes many minutes."""
    assert len(without_tags(text).text) <= len(text)
