"""Markdown to HTML: what people write, and our own documentation.

Both pass the same sieve: no HTML of the writer's own, no images, no scripts, no styles. Headings of
people's text start at level three, below those of the page around it.
"""

from collections.abc import Sequence
from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.deflist import deflist_plugin

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
CELL_CLASSES = {"app-align-right", "app-align-center"}
FIRST_HEADING_OF_PEOPLE = 3


@cache
def _people() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable(["table", "strikethrough"])
        .disable("image")
    )


@cache
def _documents() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.use(deflist_plugin).use(anchors_plugin, max_level=4, slug_func=slugify)
    return reader


def people(text: str) -> SafeString:
    """HTML of what someone wrote; harmless, whatever it was."""
    tokens = _people().parse(text)
    _lower_headings(tokens, FIRST_HEADING_OF_PEOPLE)
    html = _people().renderer.render(tokens, _people().options, {})
    return mark_safe(_sieve(html, rel="nofollow noopener noreferrer"))  # noqa: S308 sieved


def document(text: str, *, links: dict[str, str] | None = None) -> SafeString:
    """HTML of one of our own documents; `links` says where links to other files lead."""
    tokens = _documents().parse(text)
    _redirect(tokens, links or {})
    _align_by_class(tokens)
    html = _documents().renderer.render(tokens, _documents().options, {})
    return mark_safe(_sieve(html, rel="noopener noreferrer"))  # noqa: S308 sieved


def _sieve(html: str, rel: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={
            "a": {"href"},
            "ol": {"start"},
            **{f"h{level}": {"id"} for level in range(1, 7)},
        },
        allowed_classes={"td": CELL_CLASSES, "th": CELL_CLASSES},
        url_schemes={"http", "https", "mailto"},
        link_rel=rel,
    )


def _lower_headings(tokens: Sequence[Token], first: int) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + first - 1)}"


def _redirect(tokens: Sequence[Token], links: dict[str, str]) -> None:
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            token.attrSet("href", links.get(address.partition("#")[0], address))
        _redirect(token.children or (), links)


def _align_by_class(tokens: Sequence[Token]) -> None:
    """Markdown aligns cells by a style, which the content security policy forbids."""
    for token in tokens:
        style = str(token.attrs.pop("style", "")) if token.type in {"td_open", "th_open"} else ""
        if side := style.removeprefix("text-align:"):
            token.attrSet("class", f"app-align-{side}")
