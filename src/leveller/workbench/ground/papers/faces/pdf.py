"""The PDF: tagged for assistive technology (PDF/UA-1) and fit for an archive (PDF/A-2a).

The layout reads the plain form of the paper and a few words that are only printed; texts reach it
as strings, never as markup.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from leveller.workbench.ground.pages import palette
from leveller.workbench.ground.papers import wording
from leveller.workbench.ground.papers.assembly import Assembled, Placed, Titled, headings
from leveller.workbench.ground.papers.faces import pictures as drawings
from leveller.workbench.ground.papers.faces.fonts import (
    FAMILIES,
    STANDARDS,
    fonts,
    showable,
    uncombined,
)
from leveller.workbench.ground.papers.plain import Plain, plain
from leveller.workbench.ground.papers.tree import Callout, Paper, Picture, TableBlock

LAYOUT = Path(__file__).with_name("layout.typ")
TINT, LEVEL = "#eff4f4", "#f6b93b"  # as in the product's styles
FEW_HEADINGS = 6
Files = dict[str, bytes]


def render(assembled: Assembled) -> bytes:
    """The same paper gives the same bytes: its time stamp is midnight of the day it is dated."""
    printed, pictures = _printed(assembled), _pictures(assembled)
    try:
        return _set(printed, pictures, assembled.paper, showable)
    except typst.TypstError:
        # Two signs that can be set apart may have no common font when they are joined.
        return _set(printed, pictures, assembled.paper, uncombined)


def _set(printed: Plain, pictures: Files, paper: Paper, clean: Callable[[str], str]) -> bytes:
    text = json.dumps(_each_text(printed, clean), ensure_ascii=False)
    return typst.compile(
        {"main": LAYOUT.read_bytes(), "paper.json": text.encode(), **pictures},
        font_paths=fonts(),
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(paper.dated, time(), tzinfo=UTC),
    )


def _titled(assembled: Assembled) -> list[Titled]:
    return [b for part in assembled.parts for b in part.blocks if isinstance(b, Titled)]


def _file(titled: Titled) -> str:
    return f"{titled.anchor}.svg"


def _pictures(assembled: Assembled) -> Files:
    held = [titled for titled in _titled(assembled) if isinstance(titled.block, Picture)]
    return {_file(titled): titled.block.svg.encode() for titled in held}


def _printed(assembled: Assembled) -> Plain:
    """The plain paper with what is only shown: words around blocks, tables as texts, colours."""
    whole, paper = plain(assembled), assembled.paper
    for section, part in zip(whole["sections"], assembled.parts, strict=True):
        for block, placed in zip(section["blocks"], part.blocks, strict=True):
            block.update(_shown(placed))
            _lead_outside(block, paper)
    for held, source in zip(whole["sources"], assembled.sources, strict=True):
        held["shown_details"] = wording.source_details(source)
        held["address"] = wording.address(paper, str(held["address"] or ""))
    return {**whole, "look": _look(assembled)}


def _look(assembled: Assembled) -> Plain:
    return {
        "brand": palette.BRAND,
        "ink": palette.INK,
        "muted": palette.MUTED,
        "rule": palette.RULE,
        "tint": TINT,
        "level": LEVEL,
        "fonts": FAMILIES,
        "masthead": "  ·  ".join(wording.masthead(assembled.paper)),
        "has_contents": len(headings(assembled)) > FEW_HEADINGS,
    }


def _shown(placed: Placed) -> Plain:
    if isinstance(placed, Callout):
        return {"shown_heading": wording.callout_heading(placed)}
    if not isinstance(placed, Titled):
        return {}
    if isinstance(placed.block, TableBlock):
        return {"shown": {**asdict(wording.grid(placed)), "heading": placed.heading}}
    return {
        "shown_heading": placed.heading,
        "shown_behind": placed.behind,
        "file": f"/{_file(placed)}",
        "width": drawings.width(placed.block),
    }


def _lead_outside(value: object, paper: Paper) -> None:
    """Links as they work in a document; those that would lead nowhere are printed as words."""
    if isinstance(value, list):
        for held in value:
            _lead_outside(held, paper)
    if isinstance(value, dict):
        if value.get("kind") == "link":
            value["address"] = wording.address(paper, str(value["address"]))
        for held in value.values():
            _lead_outside(held, paper)


def _each_text(value: object, clean: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _each_text(held, clean) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(held, clean) for held in value]
    return value
