"""What the smaller parts of a page are made of: a summary's rows, a list's tasks, page links."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.core.paginator import Page as Paged
from django.http import QueryDict


@dataclass(frozen=True)
class Change:
    """A link beside an answer: `Change`, and in hidden words what it changes."""

    link: str
    what: str
    label: str = "Change"


@dataclass(frozen=True)
class SummaryRow:
    key: str
    value: str | Sequence[str]
    changes: tuple[Change, ...] = ()

    @property
    def lines(self) -> Sequence[str]:
        return (self.value,) if isinstance(self.value, str) else self.value


class TaskState(StrEnum):
    """How far a task is, and the colour of its tag; a finished one has none, to stay quiet."""

    DONE = "Completed"
    IN_PROGRESS = "In progress"
    NOT_STARTED = "Not started"
    CANNOT_START = "Cannot start yet"
    WRONG = "There is a problem"

    @property
    def tag(self) -> str:
        return {
            TaskState.IN_PROGRESS: "blue",
            TaskState.NOT_STARTED: "teal",
            TaskState.WRONG: "red",
        }.get(self, "")


@dataclass(frozen=True)
class Task:
    label: str
    state: TaskState
    link: str = ""
    hint: str = ""

    @property
    def is_linked(self) -> bool:
        return bool(self.link) and self.state != TaskState.CANNOT_START


@dataclass(frozen=True)
class PageLink:
    """One number of the pagination; without a number it is the gap between numbers."""

    number: int | None
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Pagination:
    links: tuple[PageLink, ...]
    previous: str
    next: str


def pagination(page: Paged, query: QueryDict, parameter: str = "page") -> Pagination | None:
    """Links that keep the rest of the address; None when everything is on one page."""
    if page.paginator.num_pages < 2:
        return None
    kept = [(k, v) for k, vs in query.lists() if k != parameter for v in vs]

    def address(number: int) -> str:
        return "?" + urlencode([*kept, (parameter, number)])

    links = tuple(
        PageLink(n, address(n), n == page.number) if isinstance(n, int) else PageLink(None)
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    )
    return Pagination(
        links,
        address(page.number - 1) if page.has_previous() else "",
        address(page.number + 1) if page.has_next() else "",
    )
