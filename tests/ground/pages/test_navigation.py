import pytest

from leveller.workbench.ground.pages import navigation
from leveller.workbench.ground.pages.navigation import Entry

HERE = (
    Entry("Glossary", "pages:glossary"),
    Entry("Nowhere", "nowhere:home"),
    Entry("Methods", "pages:methods", ("/places/",)),
)


def test_rooms_that_are_not_mounted_are_left_out():
    assert [link.label for link in navigation.links(HERE, "/")] == ["Glossary", "Methods"]


@pytest.mark.parametrize(
    ("path", "active", "current"),
    [
        ("/", [], []),
        ("/pages/methods/", ["Methods"], ["Methods"]),
        ("/pages/methods/slope/", ["Methods"], []),
        ("/places/E47000001/", ["Methods"], []),
    ],
)
def test_the_entry_that_one_is_in_is_marked(path, active, current):
    links = navigation.links(HERE, path)
    assert [link.label for link in links if link.is_active] == active
    assert [link.label for link in links if link.is_current] == current
