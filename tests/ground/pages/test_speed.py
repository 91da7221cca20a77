"""Pages are quick to build: what is slow is done once, when it is asked for."""

import time
from collections.abc import Callable

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from leveller.workbench.ground.pages import charts, pictures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.gallery import figures as gallery
from leveller.workbench.ground.pages.tables import Column, Interval, Kind, Table


def best_of(times: int, work: Callable[[], object]) -> float:
    """Milliseconds of work of the quickest run, whatever else the machine does meanwhile."""
    spent = []
    for _ in range(times):
        start = time.thread_time()
        work()
        spent.append(time.thread_time() - start)
    return 1000 * min(spent)


def long_table() -> Table:
    columns = (
        Column("place", "Place"),
        Column("rate", "Rate", Kind.NUMBER, "%", 1),
        Column("bounds", "Interval", Kind.INTERVAL, "", 1),
        Column("class", "Class", Kind.BENCHMARK),
        Column("note", "Trend"),
    )
    rows = [
        {"place": f"P{i}", "rate": i / 7, "bounds": Interval(i, i + 1), "class": Benchmark.WORSE}
        for i in range(30)
    ]
    return Table("t", "T", columns, rows)


def test_the_layout_with_a_table_of_30_rows_takes_10_ms():
    request = RequestFactory().get("/")
    template = Template(
        '{% extends "pages/base.html" %}{% block content %}{% table it %}{% endblock %}'
    )
    table = long_table()
    spent = best_of(15, lambda: template.render(RequestContext(request, {"it": table})))
    assert spent <= 10, f"{spent:.1f} ms"


@pytest.mark.parametrize("build", ["_trend", "_dots"])
def test_a_chart_is_described_in_2_ms(build):
    spent = best_of(15, globals()[build])
    assert spent <= 2, f"{spent:.2f} ms"


def _trend() -> charts.Chart:
    known = {"axis": gallery.AXIS, "source": gallery.SOURCE}
    north, england = gallery.series("N", 60, 1.0), gallery.series("England", 63, 0.1)
    return charts.trend(key="t", title="T", series=[north], benchmark=england, **known)


def _dots() -> charts.Chart:
    compared = gallery.compared()
    return charts.comparison(key="d", title="T", axis=gallery.AXIS, compared=compared)


def test_leaving_the_recipe_of_a_chart_takes_2_ms(settings, tmp_path):
    settings.HOME = tmp_path
    chart = _trend()
    pictures.of_chart(chart)
    spent = best_of(15, lambda: pictures.of_chart(chart))
    assert spent <= 2, f"{spent:.2f} ms"
