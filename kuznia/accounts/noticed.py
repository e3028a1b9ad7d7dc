"""What every form that takes personal data carries: the key that makes it count once, and the notice that was read."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kuznia.accounts.models import PrivacyNotice
from kuznia.ui.forms import Form

KNOWS = "knows_notice"


def form_key_of(typed: str, matter: str) -> UUID:
    """Return the key under which a sent form is kept; a spoilt one is replaced by a new one."""
    try:
        key = UUID(typed)
    except ValueError:
        key = uuid4()
    return uuid5(key, matter)


def knows_notice_field() -> forms.BooleanField:
    """Return the tick by which a person says that she knows the notice."""
    return forms.BooleanField(
        label=_("I know the information about personal data."),
        error_messages={"required": _("Tick that you know the information about personal data.")},
    )


class NoticedForm(Form):
    """A form that is sent once and under a known version of the notice."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    notice_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, notice: PrivacyNotice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        self.fields["form_key"].initial = uuid4
        self.fields["notice_version"].initial = notice.version

    def clean(self) -> dict[str, Any] | None:
        """Ask for a look at a notice that has changed meanwhile."""
        cleaned = super().clean()
        if self.cleaned_data.get("notice_version") != str(self.notice.version):
            self._show_new_notice()
        return cleaned

    def _show_new_notice(self) -> None:
        """Show the present version, unticked: the one that was read is no longer valid."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("notice_version")] = str(self.notice.version)
        data.pop(self.add_prefix(KNOWS), None)
        self.data = data
        field = KNOWS if KNOWS in self.fields else None
        changed = _(
            "The information about personal data has changed since you opened the form. Read it again."
        )
        self.add_error(field, ValidationError(changed, code="changed"))
