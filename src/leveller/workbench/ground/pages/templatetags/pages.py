"""What every template can say without loading anything: figures, forms, tables, charts, parts."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.core.paginator import Page as Paged
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from leveller.workbench.ground.pages import (
    figures,
    forms,
    glossary,
    parts,
    pictures,
    presenters,
    text,
)
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import Chart
from leveller.workbench.ground.pages.maps import Map
from leveller.workbench.ground.pages.tables import Table

register = template.Library()
LONGEST_TABLE = 200  # rows that the table of a map may have on its page


@register.filter
def number(value: float | None, decimals: int | None = None) -> str:
    return figures.number(value, decimals)


@register.filter
def signed(value: float | None, decimals: int | None = None) -> str:
    return figures.signed(value, decimals)


@register.filter
def period(label: str) -> str:
    return figures.period(label)


@register.filter
def day(value: date | None) -> str:
    return figures.day(value)


@register.filter
def size(octets: int) -> str:
    return figures.size(octets)


register.filter("listed", figures.listed)
register.filter("markdown", text.people)
register.filter("sections", forms.sections)
register.simple_tag(figures.quantity)
register.simple_tag(figures.interval)
register.simple_tag(figures.estimate)


@register.simple_tag(name="glossary")
def glossary_link(name: str, shown: str = "") -> SafeString | str:
    """`{% glossary "slope index of inequality" "slope index" %}`: the words, linked if known."""
    term, words = glossary.term(name), shown or name
    if term is None:
        return words
    return format_html(
        '<a class="app-term" href="{}#{}">{}</a>', reverse("pages:glossary"), term.anchor, words
    )


@register.simple_tag
def benchmark(value: Benchmark | str) -> SafeString:
    """The class in words, with its shape and colour."""
    return presenters.benchmark(value if isinstance(value, Benchmark) else Benchmark.of(value))


@register.inclusion_tag("pages/parts/table.html", takes_context=True)
def table(context: Context, shown: Table) -> dict[str, object]:
    """The table, with links to its twins where the page has any."""
    return {"table": presenters.table_view(shown, _query(context))}


def _query(context: Context) -> QueryDict | None:
    return context["request"].GET if context.get("has_twins") and "request" in context else None


@register.inclusion_tag("pages/parts/chart.html", takes_context=True)
def chart(context: Context, shown: Chart, level: int = 3) -> dict[str, object]:
    """The chart, its description, and its figures behind a heading; `level` is its title's."""
    wide, narrow = pictures.of_chart(shown)
    table = presenters.table_view(shown.table, _query(context))
    return {"chart": shown, "level": level, "table": table, "wide": wide, "narrow": narrow}


@register.inclusion_tag("pages/parts/map.html", takes_context=True)
def map(context: Context, shown: Map, level: int = 3) -> dict[str, object]:
    is_long = len(shown.table.rows) > LONGEST_TABLE
    view = presenters.without_rows if is_long else presenters.table_view
    return {
        "map": shown,
        "level": level,
        "is_long": is_long,
        "table": view(shown.table, _query(context)),
        "picture": pictures.addresses(shown.recipe),
    }


@register.simple_tag
def error_summary(*bound: BaseForm) -> SafeString | str:
    problems = forms.problems(bound)
    if not problems:
        return ""
    return render_to_string("pages/forms/summary.html", {"problems": problems})


@register.inclusion_tag("pages/parts/headline.html")
def headline(
    label: str, figure: str, interval: str = "", period: str = "", link: str = ""
) -> dict[str, str]:
    """One large figure with its interval, its period and the way back to its release."""
    return {
        "label": label,
        "figure": figure,
        "interval": interval,
        "period": period,
        "link": link,
    }


@register.inclusion_tag("pages/parts/summary_list.html")
def summary_list(rows: Sequence[parts.SummaryRow]) -> dict[str, object]:
    return {"rows": rows, "has_changes": any(row.changes for row in rows)}


@register.inclusion_tag("pages/parts/task_list.html")
def task_list(tasks: Sequence[parts.Task], prefix: str = "task") -> dict[str, object]:
    return {"tasks": tasks, "prefix": prefix}


@register.inclusion_tag("pages/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Paged, parameter: str = "page") -> dict[str, object]:
    return {"pages": parts.pagination(page, context["request"].GET, parameter)}


@register.inclusion_tag("pages/parts/submit.html")
def submit(label: str, cancel: str = "", *, warning: bool = False) -> dict[str, object]:
    return {"label": label, "cancel": cancel, "warning": warning}


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """`{% details "How this was worked out" %}…{% enddetails %}`"""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">'
        '!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">'
        "Warning</span> {}</strong></div>",
        content,
    )


@register.simple_block_tag
def confirmation(content: str, title: str) -> SafeString:
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: str, title: str = "Contents") -> SafeString:
    """`{% tabs %}{% tab "Trend" "trend" %}…{% endtab %}…{% endtabs %}`"""
    held = context.render_context.get("tabs", [])
    context.render_context["tabs"] = []
    return render_to_string("pages/parts/tabs.html", {"title": title, "tabs": held})


@register.simple_block_tag(takes_context=True)
def tab(context: Context, content: str, label: str, anchor: str) -> str:
    """One panel of the `{% tabs %}` around it, which draws it."""
    held = context.render_context.get("tabs", [])
    panel = {"label": label, "id": anchor, "content": content}
    context.render_context["tabs"] = [*held, panel]
    return ""
