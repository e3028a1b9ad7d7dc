"""What an officer chooses to print."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from kuznia.events.models import Session
from kuznia.events.services.printouts import MOST_BLANKS
from kuznia.events.states import PrintoutKind
from kuznia.ui.forms import Form

KINDS = [
    (PrintoutKind.BADGES, gettext_lazy("Badges of everybody on the list")),
    (PrintoutKind.NEW_BADGES, gettext_lazy("Badges of those who are new since the last printing")),
    (PrintoutKind.BLANK_BADGES, gettext_lazy("Blank badges only, for people who come without signing up")),
    (PrintoutKind.ATTENDANCE, gettext_lazy("Attendance sheet to sign")),
]


class PrintoutForm(Form):
    """One document: which, for whom, with how many blank badges."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What to print"), choices=KINDS, widget=forms.RadioSelect, initial=KINDS[0][0]
    )
    session = forms.ModelChoiceField(
        label=gettext_lazy("For whom"), queryset=Session.objects.none(), required=False
    )
    blanks = forms.IntegerField(
        label=gettext_lazy("Blank badges to add"),
        min_value=0,
        max_value=MOST_BLANKS,
        initial=0,
        required=False,
        help_text=gettext_lazy("Eight badges stand on one sheet of A4"),
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField[Session], self.fields["session"])
        choice.queryset = sessions
        choice.empty_label = str(pgettext_lazy("printout", "The whole event"))

    def clean(self) -> dict[str, Any] | None:
        """Ask for a number where nothing but blank badges was chosen; only badges have blank ones."""
        cleaned = super().clean()
        kind = self.cleaned_data.get("kind")
        blanks = self.cleaned_data.get("blanks") or 0
        self.cleaned_data["blanks"] = 0 if kind == PrintoutKind.ATTENDANCE else blanks
        if kind == PrintoutKind.BLANK_BADGES and not blanks and "blanks" not in self.errors:
            self.add_error("blanks", str(gettext_lazy("Say how many blank badges to make.")))
        if kind in {PrintoutKind.NEW_BADGES, PrintoutKind.BLANK_BADGES}:
            self.cleaned_data["session"] = None
        return cleaned
