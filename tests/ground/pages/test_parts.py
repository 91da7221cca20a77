from html import unescape

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages.parts import (
    Change,
    SummaryRow,
    Task,
    TaskState,
    pagination,
)


def drawn(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


def test_figures_in_templates():
    text = drawn(
        "{{ 1234.5|number:1 }} {{ -2|signed }} {{ '2018 - 20'|period }} "
        "{% estimate 12.3 11.9 12.7 'years' %} {% quantity 5 '%' %} {% interval 1 2 %}"
    )
    assert text == "1,234.5 \u22122 2018 to 2020 12.3 years (11.9 to 12.7) 5% 1 to 2"


def test_a_benchmark_is_a_word_with_a_silent_shape():
    text = drawn("{% benchmark 'Worse' %}")
    assert "app-benchmark--worse" in text
    assert '<span aria-hidden="true">■</span> Worse' in text


def test_a_task_that_cannot_start_is_no_link():
    tasks = [
        Task("One", TaskState.NOT_STARTED, "/one/", "First."),
        Task("Two", TaskState.CANNOT_START, "/two/"),
    ]
    text = drawn("{% task_list tasks %}", tasks=tasks)
    assert 'href="/one/" aria-describedby="task-1-hint task-1-status"' in text
    assert "/two/" not in text
    assert "Cannot start yet" in text


def test_a_change_link_says_what_it_changes():
    rows = [SummaryRow("Name", "A <b>"), SummaryRow("Place", ["X", "Y"], (Change("/p/", "place"),))]
    text = drawn("{% summary_list rows %}", rows=rows)
    assert "A &lt;b&gt;" in text
    assert "X<br>Y" in text
    assert 'Change<span class="govuk-visually-hidden"> place</span>' in text
    assert text.count("govuk-summary-list__row--no-actions") == 1


def test_blocks_hold_what_is_written_in_them():
    text = drawn(
        "{% details summary %}<p>{{ inside }}</p>{% enddetails %}", summary="<b>", inside="<i>"
    )
    assert "&lt;b&gt;" in text
    assert "<p>&lt;i&gt;</p>" in text


def test_tabs_are_links_to_their_panels():
    text = drawn(
        "{% tabs %}{% tab 'A' 'a' %}<p>1</p>{% endtab %}{% tab 'B' 'b' %}2{% endtab %}{% endtabs %}"
        "{% tabs 'More' %}{% tab 'C' 'c' %}3{% endtab %}{% endtabs %}"
    )
    assert text.count('class="govuk-tabs"') == 2
    assert text.count('href="#a"') == text.count('id="a"') == 1
    assert "<p>1</p>" in text
    assert text.index("More") < text.index('id="c"')


@given(st.integers(1, 60), st.data())
def test_page_links_keep_the_address_and_know_where_they_are(pages, data):
    number = data.draw(st.integers(1, pages))
    page = Paginator(range(pages), 1).get_page(number)
    links = pagination(page, QueryDict("sex=male&sex=female&page=99"))
    if pages == 1:
        assert links is None
        return
    assert [link.number for link in links.links if link.is_current] == [number]
    assert {link.number for link in links.links} >= {1, pages}
    assert bool(links.previous) == (number > 1)
    assert bool(links.next) == (number < pages)
    for link in links.links:
        if link.number:
            assert link.address == f"?sex=male&sex=female&page={link.number}"


def test_a_headline_names_its_interval_for_those_who_listen():
    text = unescape(drawn("{% headline 'Gap' '9.3 years' '8.9 to 9.8' '2014 to 2016' '/trace/' %}"))
    assert '<span class="govuk-visually-hidden">95% interval: </span>8.9 to 9.8' in text
    assert "Where this comes from" in text


@pytest.mark.parametrize("level", ["success", "warning"])
def test_messages_are_banners(level, client, monkeypatch):
    from leveller.workbench.ground.pages.gallery import views

    monkeypatch.setattr(views.messages, "success", getattr(views.messages, level))
    text = client.get("/pages/gallery/parts/?done=1").content.decode()
    assert ('role="alert"' in text) == (level == "success")
    assert "The need was saved." in text


pytestmark = pytest.mark.django_db
