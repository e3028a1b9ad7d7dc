"""The forms of whoever asks the office."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kuznia.accounts.noticed import NoticedForm, form_key_of, knows_notice_field
from kuznia.directory.models import Authority, Organisation
from kuznia.inquiries.forms.keyed import KeyedForm
from kuznia.inquiries.models import LONGEST_QUESTION, Topic
from kuznia.inquiries.services.asking import InquiryEntry
from kuznia.ui.forms import EmailField, MultilineField, TextField, TrappedForm

MATTER = "inquiries.inquiry"


class AskForm(NoticedForm):
    """What the office must know to answer."""

    authority = forms.ModelChoiceField(
        label=_("Which office do you ask?"),
        queryset=Authority.objects.none(),
        help_text=_("If you are not sure, ask the county: it hands the question on"),
        error_messages={"required": _("Choose an office."), "invalid_choice": _("Choose an office.")},
    )
    topic = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=Topic.objects.none(),
        empty_label=_("Choose a topic"),
        error_messages={"required": _("Choose a topic."), "invalid_choice": _("Choose a topic.")},
    )
    question = MultilineField(
        label=_("Your question"),
        rows=7,
        max_length=LONGEST_QUESTION,
        error_messages={"required": _("Type your question.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("In whose name do you ask?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("In my own name"),
    )
    name = TextField(
        label=_("First name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your first name and surname.")},
    )
    knows_notice = knows_notice_field()

    def __init__(
        self,
        *args: Any,
        offices: QuerySet[Authority],
        topics: QuerySet[Topic],
        organisations: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("authority", offices), ("topic", topics), ("organisation", organisations)):
            field: Any = self.fields[name]
            field.queryset = choices
        self.fields["authority"].initial = offices.first()
        self._leave_out_lone_choices()
        self.order_fields((*_QUESTION_FIELDS, *_PERSON_FIELDS))

    @property
    def question_fields(self) -> list[forms.BoundField]:
        """What is asked of the question."""
        return [self[name] for name in _QUESTION_FIELDS if name in self.fields]

    @property
    def person_fields(self) -> list[forms.BoundField]:
        """What is asked of whoever writes."""
        return [self[name] for name in _PERSON_FIELDS if name in self.fields]

    def entry(self, *, language: str) -> InquiryEntry:
        """Return the form as the service takes it."""
        cleaned = self.cleaned_data
        return InquiryEntry(
            authority=cleaned.get("authority") or self.lone_office,
            topic=cleaned["topic"],
            question=cleaned["question"],
            organisation=cleaned.get("organisation"),
            name=cleaned["name"],
            email=cleaned.get("email", ""),
            notice=self.notice,
            language=language,
            form_key=form_key_of(cleaned.get("form_key", ""), MATTER),
        )

    def _leave_out_lone_choices(self) -> None:
        """Nobody is asked to choose where there is one answer."""
        offices: Any = self.fields["authority"]
        self.lone_office = offices.queryset.first()
        offices.empty_label = None
        if len(offices.queryset) == 1:
            del self.fields["authority"]
        organisations: Any = self.fields["organisation"]
        if not organisations.queryset:
            del self.fields["organisation"]


class VisitorAskForm(TrappedForm, AskForm):
    """The question of a visitor: with an address for the answer, and traps for robots."""

    email = EmailField(
        label=_("E-mail"),
        help_text=_("The office answers there"),
        error_messages={"required": _("Type your e-mail address.")},
    )


class FollowUpForm(KeyedForm):
    """Something more under one's own question."""

    body = MultilineField(
        label=_("What do you want to add or ask?"),
        rows=5,
        max_length=LONGEST_QUESTION,
        error_messages={"required": _("Type what you want to add or ask.")},
    )

    @property
    def key(self) -> UUID:
        """The key of this filled-in form."""
        return self.key_for("follow-up")


_QUESTION_FIELDS = ("authority", "topic", "question")
_PERSON_FIELDS = ("organisation", "name", "email")
