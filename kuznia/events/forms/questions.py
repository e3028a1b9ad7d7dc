"""The organiser's questions as fields of a form, and the form by which an office words one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuznia.events.asking import Given, shown_ids
from kuznia.events.forms.desk import VERSION, VersionedForm
from kuznia.events.forms.growing import GrowingForms
from kuznia.events.models import Answer, Question
from kuznia.events.models.questions import LONGEST_ANSWER
from kuznia.events.services.questions import OptionEntry, QuestionEntry
from kuznia.events.states import OWN_ANSWERS, QuestionKind, QuestionPurpose
from kuznia.ui.forms import Form, MultilineField, TextField
from kuznia.ui.wording import word_messages

MOST_OPTIONS = 30
LONGEST_OPTION = 150


class AskingForm(Form):
    """A form with the organiser's questions; one that is not asked of this person is neither judged nor kept."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question] = (),
        answered: Mapping[int, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        by_id = {question.pk: question for question in questions}
        for question in questions:
            asked_after = by_id.get(question.shown_if_id or 0)
            self.fields[question.field] = _field_of(
                question, asked_after, (answered or {}).get(question.pk, ())
            )
        word_messages(self)

    def clean(self) -> dict[str, Any] | None:
        """Forget what stands in questions that are not asked of somebody who answers so."""
        cleaned = super().clean()
        shown = shown_ids(self.questions, self._given())
        for question in self.questions:
            if question.pk not in shown:
                self.cleaned_data.pop(question.field, None)
                self.errors.pop(question.field, None)
        return cleaned

    @property
    def answers(self) -> tuple[Given, ...]:
        """What was answered, without the questions that were left empty."""
        return tuple(answer for answer in self._given() if answer)

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The questions ready to print: field, language, and the answer after which each is asked."""
        return [
            {
                "field": self[question.field],
                "language": "" if question.language == get_language() else question.language,
                "asked_if": f"question_{question.shown_if_id}" if question.shown_if_id else "",
                "asked_value": question.shown_if_key,
            }
            for question in self.questions
        ]

    def _given(self) -> list[Given]:
        return [_answer_in(question, self.cleaned_data.get(question.field)) for question in self.questions]


class SurveyAnswerForm(AskingForm):
    """The survey as its participants fill it in."""


def answered_values(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return what a sign-up answers now, by the field of its form."""
    return {answer.question.field: _value_of(answer) for answer in answers}


def answered_keys(answers: Iterable[Answer]) -> dict[int, list[str]]:
    """Return the keys that a sign-up has chosen, by the number of the question."""
    return {answer.question_id: answer.keys for answer in answers}


def _field_of(question: Question, asked_after: Question | None, chosen: Sequence[str]) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.spoken_wording,
        "required": question.required,
        "help_text": _help_of(question, asked_after),
    }
    if not question.has_keys:
        return MultilineField(rows=3, max_length=LONGEST_ANSWER, **common)
    offered = {
        key: label for key, label in question.labels.items() if key in question.offered or key in chosen
    }
    wrong = {"invalid_choice": _("Choose one of the answers.")}
    if question.kind == QuestionKind.SEVERAL:
        return forms.MultipleChoiceField(
            choices=list(offered.items()), widget=forms.CheckboxSelectMultiple, error_messages=wrong, **common
        )
    return forms.ChoiceField(
        choices=list(offered.items()), widget=forms.RadioSelect, error_messages=wrong, **common
    )


def _help_of(question: Question, asked_after: Question | None) -> str:
    if asked_after is None:
        return question.help_text
    condition = _("Only if you answered “%(answer)s” to “%(question)s”.") % {
        "answer": asked_after.labels.get(question.shown_if_key, ""),
        "question": asked_after.spoken_wording,
    }
    return f"{condition} {question.help_text}".strip()


def _answer_in(question: Question, value: Any) -> Given:
    if not value:
        return Given(question_id=question.pk)
    if not question.has_keys:
        return Given(question_id=question.pk, text=value)
    return Given(question_id=question.pk, keys=tuple(value) if isinstance(value, list) else (value,))


def _value_of(answer: Answer) -> Any:
    if not answer.question.has_keys:
        return answer.text
    return answer.keys if answer.question.kind == QuestionKind.SEVERAL else next(iter(answer.keys), "")


class QuestionForm(VersionedForm):
    """One question as its office words it."""

    wording = TextField(label=gettext_lazy("Question"), max_length=300)
    wording_en = TextField(label=gettext_lazy("Question in English"), max_length=300, required=False)
    help_text = TextField(
        label=gettext_lazy("Explanation"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It stands under the question: why you ask, or how to answer."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"), choices=QuestionKind.choices, widget=forms.RadioSelect
    )
    required = forms.BooleanField(label=gettext_lazy("It must be answered"), required=False)
    shown_if = forms.ChoiceField(label=gettext_lazy("When it is asked"), required=False)

    def __init__(self, *args: Any, purpose: str, before: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {str(question.pk): question for question in before}
        if purpose == QuestionPurpose.SIGN_UP:
            kinds = [(value, label) for value, label in QuestionKind.choices if value != QuestionKind.SCALE]
            cast(forms.ChoiceField, self.fields["kind"]).choices = kinds
        conditions = [
            (f"{question.pk}:{key}", f"{question.wording} → {label}")
            for question in before
            for key, label in question.labels.items()
        ]
        cast(forms.ChoiceField, self.fields["shown_if"]).choices = [("", _("Always")), *conditions]

    def entry(self, options: tuple[OptionEntry, ...]) -> QuestionEntry:
        """Return the form as the services take it."""
        number, _colon, key = self.cleaned_data["shown_if"].partition(":")
        return QuestionEntry(
            kind=self.cleaned_data["kind"],
            wording=self.cleaned_data["wording"],
            wording_en=self.cleaned_data["wording_en"],
            help_text=self.cleaned_data["help_text"],
            required=self.cleaned_data["required"],
            shown_if=self.before.get(number),
            shown_if_key=key,
            options=options if self.cleaned_data["kind"] in OWN_ANSWERS else (),
        )


class OptionForm(Form):
    """One answer to choose from; a row without words is none."""

    label = TextField(label=gettext_lazy("Answer"), max_length=LONGEST_OPTION, required=False)
    label_en = TextField(label=gettext_lazy("In English"), max_length=LONGEST_OPTION, required=False)
    withdrawn = forms.BooleanField(label=gettext_lazy("No longer offered"), required=False)
    key = forms.CharField(required=False, widget=forms.HiddenInput)


class QuestionForms(GrowingForms[QuestionForm, OptionForm]):
    """A question and its answers as one thing."""

    most_rows = MOST_OPTIONS

    def __init__(
        self, *, purpose: str, question: Question | None, before: Sequence[Question], data: QueryDict | None
    ) -> None:
        self.purpose, self.question, self.before = purpose, question, before
        kept = question.options if question is not None else []
        self.known_keys = {option["key"] for option in kept}
        super().__init__(data, kept=kept)

    def make_item(self, data: QueryDict | None) -> QuestionForm:
        """Return the form of the question."""
        initial = _values_of(self.question)
        return QuestionForm(data, initial=initial, purpose=self.purpose, before=self.before)

    def make_row(self, data: QueryDict | None, number: int, values: Mapping[str, Any]) -> OptionForm:
        """Return the form of one answer."""
        return OptionForm(data, prefix=f"option-{number}", initial=dict(values))

    def entry(self) -> QuestionEntry:
        """Return the whole question as the services take it."""
        typed = [row.cleaned_data for row in self.rows if row.cleaned_data["label"]]
        options = tuple(
            OptionEntry(
                key=row["key"] if row["key"] in self.known_keys else "",
                label=row["label"],
                label_en=row["label_en"],
                withdrawn=row["withdrawn"],
            )
            for row in typed
        )
        return self.item.entry(options)


def _values_of(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {"kind": QuestionKind.CHOICE}
    names = ("wording", "wording_en", "help_text", "kind", "required")
    condition = f"{question.shown_if_id}:{question.shown_if_key}" if question.shown_if_id else ""
    values = {name: getattr(question, name) for name in names}
    return {**values, "shown_if": condition, VERSION: str(question.version)}
