"""The product's page shows every word that the house settled on, and those that its pages use."""

import pytest
from django.test import Client
from django.utils.text import slugify

from leveller.workbench.ground.pages import glossary
from leveller.workbench.systems.evidence.gaps import Verdict
from leveller.workbench.systems.levers.models import Holding

WORDS = """
authority; place; indicator; release; observation; gap; determinant; population group; power;
activity; lever; need; enquiry; action; decision; commitment; appraisal; programme; assessment;
review round; judgement; advice; response; case; learning entry; challenge; data need; holding;
standing; policy map; trace; interval; suppressed; slope index of inequality; relative index of
inequality; life expectancy; healthy life expectancy; recent trend; deprivation decile; small
area; middle-layer area; to be confirmed; link; vintage; substitute; range between councils;
organisation; role; inequality brief; spine chart
"""


@pytest.fixture(scope="module")
def names() -> set[str]:
    return {name for c in glossary.chapters() for term in c.terms for name in term.names}


@pytest.mark.parametrize("word", [" ".join(word.split()) for word in WORDS.split(";")])
def test_a_word_of_the_house_is_explained(word: str, names: set[str]) -> None:
    assert slugify(word) in names


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_explained(verdict: str, names: set[str]) -> None:
    assert slugify(verdict) in names


@pytest.mark.parametrize("noun", [Holding._meta.verbose_name])
def test_a_noun_of_the_policy_map_is_explained(noun: str, names: set[str]) -> None:
    assert slugify(noun) in names


@pytest.mark.django_db
def test_the_page_shows_every_term_once_with_an_anchor() -> None:
    page = Client().get("/pages/glossary/").content.decode()
    anchors = [term.anchor for chapter in glossary.chapters() for term in chapter.terms]
    assert len(anchors) == len(set(anchors)) > 60
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []
