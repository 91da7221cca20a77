"""How a standing is told: by a word and a sign, never by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import PowerKind, Standing
from leveller.workbench.systems.levers.queries.reach import NEEDS_NO_POWER


@dataclass(frozen=True)
class Look:
    """`css` ends a class name; the sign is for the eye, the word is what is read aloud."""

    word: str
    sign: str
    css: str
    means: str

    @property
    def tag(self) -> SafeString:
        """The sign and the word, as they stand in a page."""
        return TAGS[self.word]


LOOKS: Mapping[str, Look] = {
    Standing.HELD: Look("Held", "●", "held", rules.MEANS[Standing.HELD]),
    Standing.SHARED: Look("Shared", "◐", "shared", rules.MEANS[Standing.SHARED]),
    Standing.CONCURRENT: Look("Concurrent", "◎", "concurrent", rules.MEANS[Standing.CONCURRENT]),
    Standing.INFLUENCE: Look("Influence", "◌", "influence", rules.MEANS[Standing.INFLUENCE]),
    Standing.PLANNED: Look("Planned", "◇", "planned", rules.MEANS[Standing.PLANNED]),
    Standing.NOT_HELD: Look("Not held", "–", "not-held", rules.MEANS[Standing.NOT_HELD]),
    rules.UNKNOWN: Look("Not known", "?", "not-known", rules.UNKNOWN_MEANS),
    NEEDS_NO_POWER: Look(
        "No power needed", "○", "no-power", "The lever rests on influence, not on a power."
    ),
}
TAGS = {
    held.word: format_html(
        '<span class="levers-standing levers-standing--{}">'
        '<span class="levers-standing__sign" aria-hidden="true">{}</span> {}</span>',
        held.css,
        held.sign,
        held.word,
    )
    for held in LOOKS.values()
}
KEY = tuple(LOOKS[standing] for standing in (*rules.ORDER, rules.UNKNOWN))

POWER_KINDS: Mapping[str, str] = {
    PowerKind.HARD: "Function",
    PowerKind.SOFT: "Influence",
    PowerKind.FISCAL: "Money",
    PowerKind.DUTY: "Duty",
}
LEVER_KINDS: Mapping[str, str] = {
    "hard": "Hard: rests on law or money",
    "soft": "Soft: rests on influence",
    "internal": "Internal: how the authority runs itself",
}


def look(standing: str) -> Look:
    return LOOKS[standing]
