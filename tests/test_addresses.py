"""Addresses of the web, valid or refused."""

import pytest

from exporter.addresses import web_address


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("https://example.com", "https://example.com"),
        (" https://example.com/a b?c=d e#f g ", "https://example.com/a%20b?c=d%20e#f%20g"),
        ("https://例え.jp:8080/é", "https://xn--r8jz45g.jp:8080/%C3%A9"),
        ("http://xn--strae-oqa.example/", "http://xn--strae-oqa.example/"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
    ],
)
def test_an_address_is_written_in_valid_form(address, form):
    assert web_address(address) == form


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.com",
        "//example.com/",
        "/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.com/",
        "data:text/html,x",
        "https://",
        "https://[bad/",
        "https://[::1]/",
        "https://user@example.com/",
        "https://example.com:port/",
        "https://-a.example/",
        'https://a"b.example/',
        "http://xn--a/",
        # Letters of Cherokee fold to capitals, which a host has none of.
        "http://xn--" + "ꮶ字".encode("punycode").decode() + "/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address):
    assert web_address(address) == ""
