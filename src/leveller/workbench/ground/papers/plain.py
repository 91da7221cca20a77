"""A paper as plain mappings and lists: what the JSON gives, and what the PDF is set from."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import singledispatch

import leveller
from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.papers import texts, tree
from leveller.workbench.ground.papers.assembly import (
    Assembled,
    Part,
    SourceList,
    TermList,
    Titled,
)
from leveller.workbench.ground.papers.figures import Figure, Interval, Source, Trace
from leveller.workbench.ground.papers.runs import (
    Link,
    Note,
    Paragraph,
    Run,
    Sentence,
    Shown,
    Strong,
)

FORMAT, FORMAT_VERSION = "leveller-paper", 1
LANGUAGE = "en-GB"

Plain = dict[str, object]


def plain(assembled: Assembled) -> Plain:
    """Everything that the paper says and rests on; pictures are left out, their tables are not."""
    whole = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "product": {"name": "Leveller", "version": leveller.__version__},
        "paper": _facts(assembled.paper),
        "sections": [_part(part, assembled) for part in assembled.parts],
        "figures": [_figure(figure, assembled) for figure in assembled.figures],
        "sources": [_source(source, assembled) for source in assembled.sources],
    }
    return texts.all_printable(whole)


def _facts(paper: tree.Paper) -> Plain:
    return {
        "kind": paper.kind,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "organisation": paper.organisation,
        "dated": paper.dated.isoformat(),
        "reference": paper.reference,
        "language": LANGUAGE,
    }


def _part(part: Part, assembled: Assembled) -> Plain:
    return {
        "id": part.anchor,
        "heading": part.heading,
        "level": part.level,
        "blocks": [_block(block, assembled) for block in part.blocks],
    }


def _source_id(source: Source, assembled: Assembled) -> str:
    return f"source-{assembled.number_of(source)}"


def _source(source: Source, assembled: Assembled) -> Plain:
    facts = {name: getattr(source, name) for name in Source.__dataclass_fields__}
    number = assembled.number_of(source)
    return {"id": _source_id(source, assembled), "number": number, **facts}


# Figures


def _figure(figure: Figure, assembled: Assembled) -> Plain:
    stated = {name: getattr(figure, name) for name in ("measure", "group", "place", "period")}
    return {
        "id": assembled.id_of(figure),
        "text": figure.shows("value"),
        "value": figure.value,
        "unit": figure.unit,
        "decimals": figure.decimals_shown,
        **stated,
        "period_in_words": written.period(figure.period),
        "interval": _interval(figure.interval, figure),
        "is_exact": figure.is_exact,
        "substitute": _substitute(figure),
        "trace": _trace(figure.trace, assembled),
    }


def _interval(interval: Interval | None, figure: Figure) -> Plain | None:
    if interval is None:
        return None
    facts = {name: getattr(interval, name) for name in Interval.__dataclass_fields__}
    return {**facts, "text": figure.shows("interval")}


def _substitute(figure: Figure) -> Plain | None:
    held = figure.substitute
    return {"wanted": held.wanted, "instead": held.instead} if held else None


def _trace(trace: Trace | None, assembled: Assembled) -> Plain | None:
    if trace is None:
        return None
    return {
        "sources": [_source_id(source, assembled) for source in trace.sources],
        "selection": _simple(trace.selection),
        "measure": trace.measure,
        "version": trace.version,
        "address": trace.address,
    }


def _simple(value: object) -> object:
    """What JSON can say of a selection: texts, numbers, lists and mappings of them."""
    if isinstance(value, Mapping):
        return {str(key): _simple(held) for key, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_simple(held) for held in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)


# Sentences


def _run(run: Run, assembled: Assembled) -> Plain:
    if isinstance(run, Shown):
        figure = assembled.id_of(run.figure)
        return {"kind": "figure", "text": run.text, "figure": figure, "part": run.part}
    if isinstance(run, Link):
        return {"kind": "link", "text": run.text, "address": run.address}
    if isinstance(run, Note):
        return {"kind": "note", "source": _source_id(run.source, assembled)}
    return {"kind": "strong" if isinstance(run, Strong) else "text", "text": run.text}


def _sentence(sentence: Sentence, assembled: Assembled) -> Plain:
    return {"text": sentence.text, "runs": [_run(run, assembled) for run in sentence.runs]}


def _said(paragraph: Paragraph, assembled: Assembled) -> Plain:
    """Its sentences, and the sources of the figures in them."""
    return {
        "sentences": [_sentence(sentence, assembled) for sentence in paragraph.sentences],
        "sources": [_source_id(source, assembled) for source in paragraph.sources],
    }


# Blocks

Say = Callable[[object, Assembled], Plain]


@singledispatch
def _block(block: object, assembled: Assembled) -> Plain:
    raise TypeError(f"A paper cannot hold {type(block).__name__}.")


@_block.register
def _(block: Paragraph, assembled: Assembled) -> Plain:
    return {"kind": "paragraph", **_said(block, assembled)}


@_block.register
def _(block: tree.KeyFigures, assembled: Assembled) -> Plain:
    items = [
        {
            "text": item.text,
            "label": item.label,
            "figure": assembled.id_of(item.figure),
            "part": item.part,
            **_said(item.detail, assembled),
        }
        for item in block.items
    ]
    return {"kind": "key figures", "items": items}


@_block.register
def _(block: tree.Bullets, assembled: Assembled) -> Plain:
    items = [_said(item, assembled) for item in block.items]
    return {"kind": "list", "is_numbered": block.is_numbered, "items": items}


@_block.register
def _(block: tree.Callout, assembled: Assembled) -> Plain:
    paragraphs = [_said(paragraph, assembled) for paragraph in block.paragraphs]
    facts = {"callout": block.kind, "heading": block.heading}
    return {"kind": "callout", **facts, "paragraphs": paragraphs}


@_block.register
def _(block: tree.PageBreak, assembled: Assembled) -> Plain:
    return {"kind": "page break"}


@_block.register
def _(block: TermList, assembled: Assembled) -> Plain:
    terms = [{"word": term.word, "meaning": term.meaning} for term in block.terms]
    return {"kind": "terms", "terms": terms}


@_block.register
def _(block: SourceList, assembled: Assembled) -> Plain:
    return {"kind": "sources", "sources": [_source_id(s, assembled) for s in block.sources]}


@_block.register
def _(titled: Titled, assembled: Assembled) -> Plain:
    block = titled.block
    sources = [_source_id(source, assembled) for source in block.sources]
    named = {"id": titled.anchor, "name": titled.name, "sources": sources}
    if isinstance(block, tree.TableBlock):
        return {"kind": "table", **named, "table": twins.to_json(block.table)}
    facts = {name: getattr(block, name) for name in ("title", "description", "alternative")}
    kind = "map" if isinstance(block, tree.MapBlock) else "chart"
    behind = titled.behind.lower().replace(" ", "-")
    return {"kind": kind, **named, **facts, "notes": list(block.notes), "figures_in": behind}
