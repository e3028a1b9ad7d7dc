"""Forms of records that several people keep: what others changed meanwhile is never overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from kuznia.lib.errors import Refused
from kuznia.lib.meanwhile import ChangedMeanwhile, Marks, marks_of
from kuznia.ui.forms import Form

MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which somebody else saved something else meanwhile."""

    label: str
    mine: str
    theirs: str


class SharedForm(Form):
    """A form of a record that others may change meanwhile; a page that prints its fields one by one prints `marks`."""

    marks = forms.CharField(required=False, widget=forms.HiddenInput)
    differences: Sequence[Difference] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, MARKS: _written(marks_of(self.initial))}

    @property
    def opened(self) -> Marks:
        """The marks of what the form showed; none where the page was tampered with."""
        parts = (part.partition(":") for part in self.data.get(self.add_prefix(MARKS), "").split())
        return {name: mark for name, _colon, mark in parts}

    def clean(self) -> dict[str, Any]:
        """Leave what was typed alone in the cleaned fields."""
        super().clean()
        self.cleaned_data.pop(MARKS, None)
        return self.cleaned_data

    def typed(self) -> dict[str, Any]:
        """Return what was typed, by field."""
        return dict(self.cleaned_data)

    def add_refusal(self, refused: Refused) -> None:
        """Where others changed the same, show both, and let the next save be made knowingly, over theirs."""
        if isinstance(refused, ChangedMeanwhile):
            self.differences = [self.difference(name, value) for name, value in refused.theirs.items()]
            self._show_marks({**self.opened, **marks_of(refused.theirs)})
        super().add_refusal(refused)

    def difference(self, name: str, theirs: Any) -> Difference:
        """Return what was typed in the field and what stands there now, in words."""
        mine = self._said(name, self.typed()[name])
        return Difference(str(self.fields[name].label), mine, self._said(name, theirs))

    def _show_marks(self, marks: Marks) -> None:
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix(MARKS)] = _written(marks)
        self.data = data

    def _said(self, name: str, value: object) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        field = self.fields[name]
        is_listed = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
        words = dict(cast(Any, field).choices) if is_listed else {}
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(words.get(each, each)) for each in values if each is not None)


def _written(marks: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{mark}" for name, mark in marks.items())
