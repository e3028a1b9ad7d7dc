"""A form under a question, which counts once however often it is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms

from kuznia.accounts.noticed import form_key_of
from kuznia.ui.forms import Form


class KeyedForm(Form):
    """A form with a key of its own."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid4

    def key_for(self, act: str) -> UUID:
        """Return the key under which the act is kept."""
        return form_key_of(self.cleaned_data.get("form_key", ""), f"inquiries.reply:{act}")
