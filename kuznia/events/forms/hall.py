"""The form of a question from the hall."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.events.models import LONGEST_QUESTION, Event
from kuznia.events.queries import sessions_to_ask_in
from kuznia.events.services.hall import HallQuestionEntry
from kuznia.ui.forms import Form, MultilineField, TextField


class HallQuestionForm(Form):
    """A question, asked with the code of a badge."""

    code = TextField(
        label=_("Code of your badge"),
        max_length=40,
        help_text=_("Eight letters and digits, on the badge and in the e-mail about your sign-up."),
        widget=forms.TextInput(
            attrs={
                "class": "code w-m",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code of your badge.")},
    )
    session = forms.ChoiceField(label=_("Where you ask"), required=False)
    text = MultilineField(
        label=_("Your question"),
        rows=4,
        max_length=LONGEST_QUESTION,
        help_text=_("One question, at most 300 signs."),
        error_messages={"required": _("Write your question.")},
    )
    is_anonymous = forms.BooleanField(label=_("Don’t show my name to the hall"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.pk): session for session in sessions_to_ask_in(event)}
        named = [(number, session.spoken_title) for number, session in self.sessions.items()]
        self.fields["session"].choices = [("", _("the whole event")), *named]  # type: ignore[attr-defined]

    def entry(self) -> HallQuestionEntry:
        """Return what was asked."""
        typed = self.cleaned_data
        return HallQuestionEntry(
            code=typed["code"],
            text=typed["text"],
            session=self.sessions.get(typed["session"]),
            is_anonymous=typed["is_anonymous"],
            form_key=typed["form_key"],
        )
