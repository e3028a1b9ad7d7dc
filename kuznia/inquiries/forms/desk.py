"""The forms of the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import Authority
from kuznia.inquiries.forms.keyed import KeyedForm
from kuznia.inquiries.models import LONGEST_ANSWER, MOST_DAYS
from kuznia.inquiries.services.settings import TopicEntry
from kuznia.ui.forms import Form, MultilineField, TextField

LONGEST_REASON = 1_000


class AnswerForm(KeyedForm):
    """The answer that whoever asked reads."""

    prefix = "answer"
    body = MultilineField(
        label=_("Answer"),
        rows=10,
        max_length=LONGEST_ANSWER,
        help_text=_("It goes out by e-mail and stands on the page of the question"),
        error_messages={"required": _("Type the answer.")},
    )


class NoteForm(KeyedForm):
    """A note that only the office reads."""

    prefix = "note"
    body = MultilineField(
        label=_("Note"),
        rows=3,
        max_length=LONGEST_ANSWER,
        help_text=_("Only the office reads it, also another office that gets the question"),
        error_messages={"required": _("Type the note.")},
    )


class HandOverForm(Form):
    """Which office answers instead, and why."""

    prefix = "hand"
    authority = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Authority.objects.none(),
        empty_label=_("Choose an office"),
        error_messages={"required": _("Choose an office."), "invalid_choice": _("Choose an office.")},
    )
    reason = MultilineField(
        label=_("Why"),
        rows=2,
        max_length=LONGEST_REASON,
        help_text=_("Whoever asked reads it"),
        error_messages={"required": _("Write the reason in one sentence.")},
    )

    def __init__(self, *args: Any, offices: QuerySet[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authority"]
        field.queryset = offices


class CloseForm(Form):
    """Why the question gets no answer, or no further one."""

    prefix = "close"
    reason = MultilineField(
        label=_("Why"),
        rows=2,
        max_length=LONGEST_REASON,
        help_text=_("Whoever asked reads it"),
        error_messages={"required": _("Write the reason in one sentence.")},
    )


class TermForm(Form):
    """Within how many working days the office answers."""

    prefix = "term"
    working_days = forms.IntegerField(
        label=_("Working days"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        error_messages={
            name: _("Give a number of days from 1 to 30.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )


class TopicForm(Form):
    """One topic of the list."""

    name = TextField(
        label=_("Name"),
        max_length=80,
        error_messages={"required": _("Write the name of the topic.")},
    )
    name_en = TextField(label=_("Name in English"), max_length=80, required=False)
    is_offered = forms.BooleanField(label=_("Offer it in the form"), required=False, initial=True)

    def entry(self) -> TopicEntry:
        """Return the topic as the service takes it."""
        return TopicEntry(**self.cleaned_data)
