"""Forms of imports: the table to send, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.directory.imported import choices_of_fields
from kuznia.ui.forms import Form

LEFT_OUT = ("", _("leave this column out"))
SHOWN = 90


class TableForm(Form):
    """A table of organisations."""

    file = forms.FileField(
        label=_("Table of organisations"),
        help_text=_("XLSX or CSV, up to 50 MB and 50 000 rows"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )


class ColumnsForm(Form):
    """What each column of a table holds."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        first: Sequence[Sequence[str]],
        columns: Mapping[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [LEFT_OUT, *choices_of_fields()]
        held = {number: field for field, number in columns.items()}
        for number, heading in enumerate(headings):
            shown = " · ".join(row[number] for row in first if number < len(row) and row[number].strip())
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading.strip() or _("Column %(number)s, without a heading") % {"number": number + 1},
                required=False,
                choices=choices,
                initial=held.get(number, ""),
                help_text=shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…",
            )

    def clean(self) -> dict[str, Any]:
        """Put a refusal at the second column that is said to hold the same."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name, field in list(cleaned.items()):
            if field and field in seen:
                self.add_error(name, _("Another column is said to hold the same. Choose one of them."))
            elif field:
                seen[field] = name
        return cleaned

    def columns(self) -> dict[str, int]:
        """Return the number of the column that holds each chosen field."""
        chosen = self.cleaned_data.items()
        return {field: int(name.removeprefix("column_")) for name, field in chosen if field}
