"""How facts that ship become an app's own rows.

An app registers, in its module `reference.py`, what is to be done with a set:

    @reference.loader("powers", after=("authorities", "determinants"), corrected_by="levers.edit")
    def load_powers(rows: Sequence[ReferenceRow], *, by: Actor) -> None: ...

A loader is given the rows of the newest version. It is called again whenever the set, a set that
it comes after, or the product has changed, so it must come to the same when called twice, and it
must keep rows that records point at. A set that no app loads is read by `queries.rows`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

import leveller
from leveller.workbench.ground.accounts import roles

Load = Callable[..., None]


@dataclass(frozen=True)
class Loader:
    name: str
    load: Load
    after: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What is written beside a set once this loader has applied it."""
        return f"{self.load.__module__}.{self.load.__qualname__} {leveller.__version__}"[-200:]


@dataclass
class Registry:
    loaders: dict[str, Loader] = field(default_factory=dict)
    correctors: dict[str, str] = field(default_factory=dict)

    def loader(
        self, name: str, *, after: Iterable[str] = (), corrected_by: str | None = None
    ) -> Callable[[Load], Load]:
        """Register what makes the set's rows into models; `corrected_by` is a permission."""

        def register(load: Load) -> Load:
            known = self.loaders.get(name)
            if known and known.load.__module__ != load.__module__:
                raise ValueError(f"Two apps load {name}: {known.mark} and {load.__module__}.")
            self.loaders[name] = Loader(name, load, tuple(after))
            if corrected_by:
                self.correctable(name, by=corrected_by)
            return load

        return register

    def correctable(self, name: str, *, by: str) -> None:
        """Say which permission lets an organisation lay its own wording over a row of the set."""
        if by not in roles.PERMISSIONS:
            raise KeyError(f"No permission is called {by!r}.")
        self.correctors[name] = by

    def in_order(self) -> list[Loader]:
        """Loaders, each after those that it depends on."""
        graph = {name: item.after for name, item in self.loaders.items()}
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise ValueError(f"Sets wait for each other: {' → '.join(error.args[1])}.") from error
        return [self.loaders[name] for name in order if name in self.loaders]


registry = Registry()
loader = registry.loader
correctable = registry.correctable
