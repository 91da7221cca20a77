"""What the four nouns of the thread have in common as pages, and where they differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leveller.workbench.ground.thread import actions, forms, presenters, queries, rules, states
from leveller.workbench.ground.thread.models import Action, DataNeed, Decision, Need
from leveller.workbench.ground.thread.models.needs import Work


@dataclass(frozen=True)
class Noun:
    """One noun: its words, its forms, and the queries and actions behind its pages."""

    name: str
    plural: str
    adding: str
    empty: str
    model: type[Work]
    rows: Callable[..., Any]
    line: Callable[..., Any]
    facts: Callable[..., Any]
    form: type[forms.ThreadForm]
    add: Callable[..., Any]
    texts: tuple[tuple[str, str], ...]
    asked: tuple[str, ...]
    edit_form: type[forms.ThreadForm] | None = None
    edit: Callable[..., Any] | None = None
    move: Callable[..., Any] | None = None
    state: type[Any] | None = None
    table: Mapping[Any, str] | None = None

    @property
    def route(self) -> str:
        return self.name.replace(" ", "-")

    @property
    def list_route(self) -> str:
        return f"thread:{self.plural.replace(' ', '-')}"

    @property
    def is_editable(self) -> bool:
        return self.edit is not None

    def moves(self, work: Any, actor: Any) -> list[str]:
        """The states that the actor may move it to from here."""
        if self.table is None or self.state is None:
            return []
        following = rules.moves_from(self.table, self.state(work.state))
        return [str(to) for to, permission in following if actor.may(permission)]


NEED = Noun(
    name="need",
    plural="needs",
    adding="Write down a need",
    empty=(
        "No need is written down yet. Begin with the largest gap: open an authority's page or an "
        "indicator, and choose to write its gap down as a need. The figure is carried along."
    ),
    model=Need,
    rows=queries.needs,
    line=queries.line_of_need,
    facts=presenters.need_facts,
    form=forms.NeedForm,
    add=actions.propose_need,
    texts=(("What differs, and why it matters here", "statement"), ("Voices", "voices")),
    asked=("place", "indicator", "determinant", "population_group", "title", "figure"),
    edit_form=forms.NeedEditForm,
    edit=lambda work, **words: actions.edit_need(need=work, **words),
    move=lambda work, **words: actions.move_need(need=work, **words),
    state=states.NeedState,
    table=states.NEED_TRANSITIONS,
)
DATA_NEED = Noun(
    name="data need",
    plural="data needs",
    adding="Raise a data need",
    empty=(
        "No data need is raised yet. Where a page says that the data can't answer, it offers to "
        "raise one: what would settle it, who could supply it, by when."
    ),
    model=DataNeed,
    rows=queries.data_needs,
    line=queries.line_of_data_need,
    facts=presenters.data_need_facts,
    form=forms.DataNeedForm,
    add=actions.raise_data_need,
    texts=(),
    asked=("place", "indicator", "question", "would_settle", "substitute", "supplier"),
    edit_form=forms.DataNeedEditForm,
    edit=lambda work, **words: actions.edit_data_need(need=work, **words),
    move=lambda work, **words: actions.move_data_need(need=work, **words),
    state=states.DataNeedState,
    table=states.DATA_NEED_TRANSITIONS,
)
ACTION = Noun(
    name="action",
    plural="actions",
    adding="Propose an action",
    empty=(
        "No action is proposed yet. Open a need: it shows the levers that reach its cause. "
        "Propose something to start, scale, change or stop from there."
    ),
    model=Action,
    rows=queries.actions,
    line=queries.line_of_action,
    facts=presenters.action_facts,
    form=forms.ActionForm,
    add=actions.propose_action,
    texts=(("What will be done", "description"),),
    asked=("place", "title"),
    edit_form=forms.ActionEditForm,
    edit=lambda work, **words: actions.edit_action(action=work, **words),
    move=lambda work, **words: actions.move_action(action=work, **words),
    state=states.ActionState,
    table=states.ACTION_TRANSITIONS,
)
DECISION = Noun(
    name="decision",
    plural="decisions",
    adding="Record a decision",
    empty=(
        "No decision is recorded yet. When a board, a cabinet or a mayor has settled something, "
        "record it here with its reasons, and with how health inequalities were considered."
    ),
    model=Decision,
    rows=queries.decisions,
    line=queries.line_of_decision,
    facts=presenters.decision_facts,
    form=forms.DecisionForm,
    add=actions.record_decision,
    texts=(
        ("What was decided", "text"),
        ("Reasons", "reasons"),
        ("How health and its inequalities were considered", "regard"),
    ),
    asked=("place", "title", "body"),
)
NOUNS = (NEED, DATA_NEED, ACTION, DECISION)
