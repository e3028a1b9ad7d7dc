"""A form with rows below it as one thing: some empty rows, and more of them without losing what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.http import QueryDict

from kuznia.ui.forms import Form

EMPTY_ROWS = 3
ROWS = "rows"
MORE = "add_row"
Item = TypeVar("Item", bound=Form)
Row = TypeVar("Row", bound=Form)


class GrowingForms(Generic[Item, Row]):
    """An item and its rows as one page shows them; a class of them says how both are made."""

    most_rows: ClassVar[int]

    def __init__(self, data: QueryDict | None, *, kept: Sequence[Mapping[str, Any]]) -> None:
        """Show the rows that are kept, or what was typed; `kept` holds the values of each row by field."""
        wants_more = data is not None and MORE in data
        count = len(kept) if data is None else _rows_in(data)
        more = EMPTY_ROWS if data is None or wants_more else 0
        self.row_count = min(count + more, self.most_rows)
        # Asked for more rows, the page shows what was typed and judges nothing yet.
        bound = None if wants_more else data
        self.item = self.make_item(bound)
        self.rows = [
            self.make_row(bound, number, kept[number] if number < len(kept) else {})
            for number in range(self.row_count)
        ]
        if data is not None and wants_more:
            for form in self.all:
                _show_typed(form, data)

    def make_item(self, data: QueryDict | None) -> Item:
        """Return the form of the item."""
        raise NotImplementedError

    def make_row(self, data: QueryDict | None, number: int, values: Mapping[str, Any]) -> Row:
        """Return the form of one row; its number, from 0, belongs into its prefix."""
        raise NotImplementedError

    @property
    def all(self) -> list[Form]:
        """The forms in the order of the page."""
        return [self.item, *self.rows]

    @property
    def may_grow(self) -> bool:
        """True while there may be more rows."""
        return self.row_count < self.most_rows

    def is_valid(self) -> bool:
        """Judge every form, so that each shows what there is to correct."""
        verdicts = [form.is_bound and form.is_valid() for form in self.all]
        return all(verdicts)


def _rows_in(data: QueryDict) -> int:
    typed = data.get(ROWS, "")
    return int(typed) if typed.isdecimal() and len(typed) < 4 else EMPTY_ROWS


def _show_typed(form: Form, data: QueryDict) -> None:
    """Let an unbound form show what was typed, as it was typed."""
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(data, cast(Any, {}), form.add_prefix(name))
