"""The small Markdown a story is written in, as safe HTML, as plain words, as blocks."""

from collections.abc import Iterator
from typing import TypedDict

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "code", "fence", "heading", "lheading", "hr", "backticks", "reference"]
)


class Run(TypedDict):
    """Words in one typeface; `link` is where they lead, if anywhere."""

    text: str
    strong: bool
    em: bool
    link: str


class Block(TypedDict):
    """A paragraph, list item or quotation, as a typeset page needs it."""

    kind: str
    runs: list[Run]


def html(text: str) -> SafeString:
    """Paragraphs, emphasis, lists, quotations, links to other sites: nothing else."""
    cleaned = nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_checked,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(cleaned)  # noqa: S308 cleaned against an allow-list


def plain(text: str) -> str:
    """The words alone, one line a block."""
    return "\n".join("".join(run["text"] for run in b["runs"]) for b in blocks(text))


def blocks(text: str) -> list[Block]:
    """The same content for a typeset page."""
    made: list[Block] = []
    around: list[str] = []
    for token in _markdown.parse(text):
        if token.type.endswith("_open") and token.type != "paragraph_open":
            around.append(token.type)
        elif token.type.endswith("_close") and token.type != "paragraph_close":
            around.pop()
        elif token.type == "inline":
            made.append({"kind": _kind(around), "runs": list(_runs(token))})
    return made


def _kind(around: list[str]) -> str:
    if "list_item_open" in around:
        return "item"
    return "quote" if "blockquote_open" in around else "p"


def _runs(inline: Token) -> Iterator[Run]:
    strong = em = 0
    link = ""
    for token in inline.children or []:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            em += token.nesting
        elif token.type in ("link_open", "link_close"):
            link = _web(str(token.attrs.get("href", "")))
        elif words := _words(token):
            yield {"text": words, "strong": strong > 0, "em": em > 0, "link": link}


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _web(address: str) -> str:
    return address if address.lower().startswith(("https://", "http://")) else ""


def _checked(tag: str, attribute: str, value: str) -> str | None:
    """Of the attributes that come, only the address and our own `rel` stay."""
    if attribute == "href":
        return _web(value) or None
    return value if attribute == "rel" else None
