"""HTML in the one form that a browser gives back, with nothing of a person's text in it as markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from wallet.bundle.markup import element, escaped, joined


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</p></main><!--",
        "a & b &amp; c &lt;",
        "\"' onclick=x",
        "een\u00a0spatie",
        "]]> -- ${title} {n}",
        "<svg/onload=x>",
    ],
)
def test_a_persons_text_is_text(text: str) -> None:
    seen = _Texts()
    seen.feed(element("p", None, text).html)
    assert (seen.tags, seen.text) == (["p"], text + "\n")


def test_controls_and_turned_reading_order_are_left_out() -> None:
    assert escaped("a\0b\x1b\u202ec\u2066d\r\ne\rf\tg") == "abcd\ne\nf\tg"


def test_the_end_of_every_element_leaves_a_trace() -> None:
    assert (
        joined(element("b", None, "x"), element("i", {"class": "y z"})).html
        == '<b>x</b>\n<i class="y z"></i>\n'
    )


def test_an_attribute_never_holds_a_persons_text() -> None:
    with pytest.raises(ValueError, match="escaping"):
        element("p", {"title": 'x" onclick="y'})
