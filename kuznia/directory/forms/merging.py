"""Forms by which an officer joins two records and parts them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.directory.forms.fields import OrganisationField
from kuznia.directory.records import Difference, Side
from kuznia.ui.forms import Form, TextField
from kuznia.ui.wording import word_messages


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """One value that may stay: whose it is, as people read it, and whether it is chosen now."""

    side: Side
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One field in which the records differ, with the values of both sides."""

    field: Any
    label: str
    cells: tuple[ChoiceCell, ...]


class MergeForm(Form):
    """Which value of each differing field stays; the values of the joined record stand beside those of the kept one."""

    def __init__(self, *args: Any, differences: list[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._differences = differences
        for each in differences:
            sides: list[tuple[Side, Any]] = [(Side.KEPT, each.kept), (Side.GONE, each.gone)]
            if each.is_list:
                sides.append((Side.BOTH, BOTH))
            self.fields[each.field] = forms.ChoiceField(
                label=each.label, choices=sides, initial=each.proposed, widget=forms.RadioSelect
            )
        word_messages(self)

    @property
    def rows(self) -> list[ChoiceRow]:
        """Return the differing fields as rows of a table: what is chosen stays chosen."""
        return [
            ChoiceRow(
                field=self[each.field],
                label=each.label,
                cells=tuple(
                    ChoiceCell(Side(side), str(words), str(self[each.field].value()) == side)
                    for side, words in self.fields[each.field].choices  # type: ignore[attr-defined]
                ),
            )
            for each in self._differences
        ]

    @property
    def has_lists(self) -> bool:
        """Return whether the values of both sides can stay together somewhere."""
        return any(each.is_list for each in self._differences)

    def choices(self) -> dict[str, Side]:
        """Return the chosen side of each field."""
        return {name: Side(side) for name, side in self.cleaned_data.items()}


class OtherRecordForm(Form):
    """With which record this one shall be joined."""

    other = OrganisationField(label=_("The other record of the same organisation"))


class PartForm(Form):
    """Why a joining is undone."""

    reason = TextField(
        label=_("Why, in one sentence"), max_length=300, help_text=_("The office keeps it in the history")
    )


BOTH = _("both together")
