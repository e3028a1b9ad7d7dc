"""Inputs printed at once, beside the same ones printed by the templates of Django."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from kuznia.ui.renderer import KuzniaRenderer

WIDGETS = [
    forms.TextInput(attrs={"placeholder": "<Róża & 'bez'>", "autofocus": True, "spellcheck": False}),
    forms.EmailInput(attrs={"aria-label": gettext_lazy("Contact"), "data-words": SafeString("a&amp;b")}),
    forms.NumberInput(attrs={"min": 0, "step": None}),
    forms.HiddenInput(),
    forms.PasswordInput(),
    forms.DateInput(attrs={"type": "date"}),
    forms.CheckboxInput(),
    forms.RadioSelect(choices=[("a", "A"), ("b", "<B>")]),
    forms.Textarea(),
    forms.Select(choices=[("a", "A")]),
]


@pytest.mark.parametrize("value", [None, "", "a", '<b> "c"', SafeString("&amp;"), 1_500, True])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_input_is_the_one_that_django_prints_when_it_is_printed_at_once(widget, value):
    printed = [
        widget.render("field", value, {"id": "id_field", "class": "in"}, renderer)
        for renderer in (TemplatesSetting(), KuzniaRenderer())
    ]

    assert printed == [printed[0]] * 2


def test_option_is_the_one_that_django_prints_when_it_stands_alone():
    class Choice(forms.Form):
        kind = forms.ChoiceField(choices=[("a", "<A>"), ("b", "B")], widget=forms.RadioSelect, initial="b")

    tags = [
        [option.tag() for option in Choice(renderer=renderer)["kind"]]
        for renderer in (TemplatesSetting(), KuzniaRenderer())
    ]

    assert tags[0] == tags[1]
