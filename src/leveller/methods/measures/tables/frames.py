"""Reading any dataframe, and giving back the same kind.

Dataframes go through narwhals (pandas, polars, pyarrow, modin, cuDF and lazy ones); a dict of
arrays or lists is served as it is, and comes back as a dict of numpy arrays.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leveller.methods.measures.arrays import Floats
from leveller.methods.measures.errors import MeasureError

Rows = npt.NDArray[np.intp]
NewColumn = Any
"""An array of floats, an arrow array, or one text for all rows."""


class Frame(Protocol):
    """What the measures need of a table."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> int: ...

    def labels(self, name: str) -> pa.Array: ...

    def numbers(self, name: str) -> Floats: ...

    def build(self, take: Rows, carry: Sequence[str], new: Mapping[str, NewColumn]) -> Any:
        """The rows `take` of the columns `carry`, beside new columns."""


def open_frame(data: Any) -> Frame:
    """A frame over a dataframe, a pyarrow table or a dict of arrays."""
    if isinstance(data, Mapping):
        return DictFrame(data)
    import narwhals as nw

    try:
        frame = nw.from_native(data)
    except TypeError as error:
        raise MeasureError(
            f"data: {type(data).__name__} is not a dataframe. Give a pandas, polars or pyarrow "
            "table, or a dict of arrays."
        ) from error
    return NarwhalsFrame(frame.collect() if isinstance(frame, nw.LazyFrame) else frame)


class DictFrame:
    """A dict of arrays or lists of one length."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = {str(name): np.asarray(values) for name, values in data.items()}
        sizes = {name: array.shape for name, array in self._data.items()}
        if len(set(sizes.values())) > 1 or any(len(shape) != 1 for shape in sizes.values()):
            listed = ", ".join(f"{name} {shape}" for name, shape in sizes.items())
            raise MeasureError(f"data: the columns must be lists of one length; they are {listed}.")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._data)

    @property
    def rows(self) -> int:
        return next((len(array) for array in self._data.values()), 0)

    def labels(self, name: str) -> pa.Array:
        return pa.array(
            self._data[name].tolist() if self._data[name].dtype == object else self._data[name]
        )

    def numbers(self, name: str) -> Floats:
        array = self._data[name]
        if array.dtype.kind in "biuf":
            return array.astype(np.float64)
        return numbers_of(pa.array(array.tolist()), name)

    def build(self, take: Rows, carry: Sequence[str], new: Mapping[str, NewColumn]) -> Any:
        built: dict[str, Any] = {name: self._data[name][take] for name in carry}
        for name, values in new.items():
            built[name] = _plain(values, take.size)
        return built


def _plain(values: NewColumn, size: int) -> Any:
    if isinstance(values, str):
        return np.full(size, values, dtype=object)
    if isinstance(values, np.ndarray):
        return values
    return np.array(values.to_pylist(), dtype=object)


class NarwhalsFrame:
    """Any dataframe that narwhals knows."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(str(name) for name in self._frame.columns)

    @property
    def rows(self) -> int:
        return len(self._frame)

    def labels(self, name: str) -> pa.Array:
        found = self._frame.get_column(name).to_arrow()
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found

    def numbers(self, name: str) -> Floats:
        series = self._frame.get_column(name)
        if series.dtype.is_numeric() and not series.dtype.is_decimal():
            array: Floats = np.asarray(series.to_numpy(), dtype=np.float64)
            return array
        return numbers_of(self.labels(name), name)

    def build(self, take: Rows, carry: Sequence[str], new: Mapping[str, NewColumn]) -> Any:
        import narwhals as nw

        constant = [nw.lit(text).alias(name) for name, text in new.items() if isinstance(text, str)]
        arrays = {name: _arrow(v) for name, v in new.items() if not isinstance(v, str)}
        added = nw.from_arrow(pa.table(arrays), backend=self._frame.implementation)
        if carry:
            every = take.size == self.rows and bool((take == np.arange(self.rows)).all())
            kept = self._frame.select(*carry)
            if every:
                added = _with_index_of(kept, added)
            else:
                kept = nw.maybe_reset_index(kept[take])
            added = nw.concat([kept, added], how="horizontal") if arrays else kept
        return added.with_columns(*constant).select(*carry, *new).to_native()


def _with_index_of(kept: Any, added: Any) -> Any:
    """With an index (pandas) the new columns take that of the rows that they belong to."""
    import narwhals as nw

    index = nw.maybe_get_index(kept)
    if index is None:
        return added
    native = added.to_native()
    native.index = index
    return nw.from_native(native, eager_only=True)


def _arrow(values: Any) -> pa.Array:
    """NaN becomes missing, which is what an empty result is."""
    if isinstance(values, np.ndarray):
        missing = np.isnan(values)
        return pa.array(values, mask=missing) if missing.any() else pa.array(values)
    return values


def numbers_of(values: pa.Array, name: str) -> Floats:
    """A column that isn't numeric as numbers; an error names the first value that is none."""
    if pa.types.is_null(values.type):
        return np.full(len(values), np.nan)
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        values = pc.utf8_trim_whitespace(values)
    try:
        return np.asarray(values.cast(pa.float64()).to_numpy(zero_copy_only=False), np.float64)
    except pa.ArrowInvalid:
        row, text = _first_text(values)
        raise MeasureError(
            f"column {name!r} must hold numbers, but row {row} of the data holds {text!r}. Leave a "
            "missing value empty, and write numbers without separators or signs.",
            column=name,
            rule="numbers",
        ) from None
    except (pa.ArrowNotImplementedError, pa.ArrowTypeError):
        raise MeasureError(
            f"column {name!r} must hold numbers, but it holds {values.type}.",
            column=name,
            rule="numbers",
        ) from None


def _first_text(values: pa.Array) -> tuple[int, Any]:
    for row, value in enumerate(values.to_pylist(), start=1):
        try:
            float(value) if value is not None else None
        except (TypeError, ValueError):
            return row, value
    return 0, None
