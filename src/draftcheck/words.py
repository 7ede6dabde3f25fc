"""Markup taken off text, and words cut to the stems that two captions may share."""

import html
import re

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_FOOTNOTE = re.compile(r"<sup>[^<]{0,20}</sup>|\[\^[^\]]{1,20}\]|\^\w{1,3}\^")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)(?:\{[^{}]*\})?")
_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\S)([^*_]+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>&%-])")

_STOP = frozenset(
    """
    the a an and or of in on at to by for from with across per as is are was were be been
    this that these those it its their our we they which who shows show shown see table
    tables figure figures number numbers data level levels each all than then there here
    have has had not no more most less can may will also into over between total totals
    percent percentage overall how what when where while below above presents presented
    gives given sets summarises summarised reports reported lists listed describes described
    details period periods
    """.split()
)


def plain(text: str) -> str:
    """The text without markup of Markdown or HTML; marks of footnotes go, so that 12<sup>1</sup>
    stays 12.
    """
    if "<" in text or "^" in text:
        text = _TAG.sub("", _FOOTNOTE.sub("", text))
    text = _LINK.sub(r"\1", text) if "](" in text else text
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", text)).replace("`", "").split())


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to five letters: attended and attendance are one."""
    words = re.findall(r"[a-z]{3,}", text.lower().replace("’", "'").replace("'s", ""))
    return frozenset(word[:5] for word in words if word not in _STOP)


def key(text: str) -> str:
    """A label as it is compared: without case, punctuation, marks and doubled blanks."""
    plain_text = re.sub(r"[*†‡§¹²³]|\[\w\]", "", text.lower().replace("&", " and "))
    return " ".join(re.sub(r"[^\w/%+]+", " ", plain_text).split())
