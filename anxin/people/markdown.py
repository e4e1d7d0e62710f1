"""Markdown that coordinators write (lessons, drives), as HTML that can do no harm.

Everything is built by markdown-it with raw HTML off, then cleaned by nh3 as well. Pictures are ours alone: `![…](picture:<id>)`
of the same course; any other address of a picture would tell a stranger's server who reads, so its words stand instead.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

PICTURE = re.compile(r"picture:([0-9a-fA-F-]{36})")
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "loading"}, "ol": {"start"}}
_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def rich(text: str, pictures: Collection[UUID] = ()) -> SafeString:
    """`text` as HTML; only `pictures` are shown."""
    tokens = _reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):  # the page has the one h1
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
        if token.children:
            token.children = [_picture(each, pictures) for each in token.children]
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"})
    return mark_safe(clean)  # noqa: S308 - cleaned just above


def pictures_in(text: str) -> set[UUID]:
    """Ids of the pictures that `text` names."""
    found: set[UUID] = set()
    for match in PICTURE.finditer(text):
        try:
            found.add(UUID(match[1]))
        except ValueError:
            continue
    return found


def _picture(token: Token, pictures: Collection[UUID]) -> Token:
    if token.type != "image":
        return token
    named = pictures_in(str(token.attrGet("src") or "")) & set(pictures)
    if not named:
        return Token("text", "", 0, content=_alt(token.children or []))
    attrs: dict[str, Any] = {"src": reverse("course_picture", args=[named.pop()]), "alt": "", "loading": "lazy"}
    token.attrs = attrs
    return token


def _alt(children: Sequence[Token]) -> str:
    return "".join(each.content for each in children)
