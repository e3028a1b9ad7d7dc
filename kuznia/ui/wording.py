"""What a field says to correct where its form worded nothing: never the framework's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from django import forms
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from kuznia.ui.fields import DAY_WRONG, HOUR_WRONG, INVISIBLE_SIGNS, LocalMomentField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Sentences: TypeAlias = "Mapping[str, str | _StrPromise]"

REQUIRED = forms.Field.default_error_messages["required"]
CHOICES = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)
OF_CHOICES = ("invalid_choice", "invalid_list", "invalid_pk_value")
WITH_CHOICES: tuple[type[forms.Field], ...] = (
    forms.ChoiceField,
    forms.MultipleChoiceField,
    forms.ModelChoiceField,
    forms.ModelMultipleChoiceField,
)
NOT_ARRIVED = _("Choose this file once more: it did not arrive.")
SENTENCES: tuple[tuple[type[forms.Field], Sentences], ...] = (
    (forms.IntegerField, {"invalid": _("Write a whole number in digits, for example 25.")}),
    (forms.DateField, {"invalid": DAY_WRONG}),
    (forms.TimeField, {"invalid": HOUR_WRONG}),
    (forms.URLField, {"invalid": _("Type the address of the page, for example https://example.org.")}),
    (forms.UUIDField, {"invalid": _("Open this page anew and send the form once more.")}),
    (
        forms.FileField,
        {
            "invalid": NOT_ARRIVED,
            "missing": NOT_ARRIVED,
            "empty": _("This file is empty. Choose another one."),
        },
    ),
)
# The validators of the framework take these from the field.
LIMITS: Sentences = {
    "min_value": _("Write a number that is not less than %(limit_value)s."),
    "max_value": _("Write a number that is not greater than %(limit_value)s."),
    "max_length": ngettext_lazy(
        "Shorten the text to %(limit_value)d character. Now it has %(show_value)d.",
        "Shorten the text to %(limit_value)d characters. Now it has %(show_value)d.",
        "limit_value",
    ),
    "null_characters_not_allowed": INVISIBLE_SIGNS,
}


def word_messages(form: forms.BaseForm) -> None:
    """Let every field of the form say what to do in a sentence of the house, unless the form worded that itself."""
    for name, field in form.fields.items():
        _word(field, str(field.label or name.replace("_", " ")))


def _word(field: forms.Field, label: str) -> None:
    if field.error_messages.get("required") is REQUIRED:
        field.error_messages["required"] = _required(field, label)
    for kind, sentences in SENTENCES:
        _replace(field, kind, sentences)
    if isinstance(field, WITH_CHOICES):
        # The framework puts what came into these, so a percent sign of the label is doubled.
        sentences = dict.fromkeys(OF_CHOICES, _choose(label).replace("%", "%%"))
        for kind in WITH_CHOICES:
            _replace(field, kind, sentences)
    field.error_messages = {**LIMITS, **field.error_messages}


def _replace(field: forms.Field, kind: type[forms.Field], sentences: Sentences) -> None:
    if not isinstance(field, kind):
        return
    for code, sentence in sentences.items():
        standard = kind.default_error_messages.get(code)
        if standard is not None and field.error_messages.get(code) is standard:
            field.error_messages[code] = sentence


def _required(field: forms.Field, label: str) -> str:
    if isinstance(field.widget, forms.CheckboxInput):
        return gettext("Tick “%(label)s”.") % {"label": label}
    if isinstance(field.widget, CHOICES):
        return _choose(label)
    if isinstance(field, forms.FileField):
        return gettext("Choose a file: “%(label)s”.") % {"label": label}
    if isinstance(field, LocalMomentField):
        return gettext("Give the day and the hour: “%(label)s”.") % {"label": label}
    if isinstance(field, forms.DateField):
        return gettext("Give the day: “%(label)s”.") % {"label": label}
    return gettext("Fill in “%(label)s”.") % {"label": label}


def _choose(label: str) -> str:
    return gettext("Choose an answer: “%(label)s”.") % {"label": label}
