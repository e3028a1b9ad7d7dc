"""The case reference (znak sprawy) as offices write it."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.ui.forms import TextField

# Cell of the office, class of the filing plan (JRWA), number of the case, year; initials of the officer may follow.
# Par. 5 of the filing instruction, regulation of 18 January 2011 (Dz.U. 2011 nr 14 poz. 67).
SHAPE = re.compile(
    r"^[A-ZĄĆĘŁŃÓŚŹŻ]{1,5}(-?[A-ZĄĆĘŁŃÓŚŹŻ0-9IVX]{1,6})*\.\d{2,4}\.\d{1,5}(\.\d{1,5})?\.(19|20)\d{2}(\.[A-ZĄĆĘŁŃÓŚŹŻ]{1,4})?$"
)


class CaseReferenceField(TextField):
    """A case reference; letters are made capital, spaces dropped."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Case reference"),
            required=False,
            max_length=60,
            help_text=gettext_lazy("As in your register, for example OR.525.3.2026."),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Return the reference in its one form, or say how it looks."""
        typed: str = super().clean(value)
        reference = re.sub(r"\s+", "", typed).upper()
        if reference and not SHAPE.match(reference):
            raise ValidationError(
                _("Write the reference as cell, class of the filing plan, number and year: OR.525.3.2026.")
            )
        return reference
