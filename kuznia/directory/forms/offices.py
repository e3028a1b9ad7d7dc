"""Forms about the county's data and the people of the offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kuznia.directory.forms.fields import WebsiteField
from kuznia.directory.models import Authority
from kuznia.directory.services import CountyContact
from kuznia.directory.states import PostRole
from kuznia.ui.forms import EmailField, Form, MultilineField, PhoneField, TextField
from kuznia.ui.shared_forms import SharedForm


class CountyForm(SharedForm):
    """How the county names itself and where it is found."""

    name = TextField(label=_("Name of the county"), max_length=150)
    locative = TextField(
        label=_("The name after “in the”"),
        max_length=150,
        help_text=_("In Polish, for example: Powiecie Pruszkowskim"),
    )
    address = MultilineField(label=_("Address of the office"), required=False, max_length=300, rows=3)
    phone = PhoneField(label=_("Phone"), required=False, max_length=40)
    email = EmailField(label=_("E-mail of the office"), required=False)
    opening_hours = MultilineField(label=_("Opening hours"), required=False, max_length=300, rows=3)
    bip_url = WebsiteField(label=_("Address of the public bulletin (BIP)"), required=False)
    website = WebsiteField(label=_("Website of the county"), required=False)
    data_protection_officer = MultilineField(
        label=_("Data-protection officer: name and contact"), required=False, max_length=300, rows=3
    )
    accessibility_coordinator = MultilineField(
        label=_("Accessibility coordinator: name and contact"), required=False, max_length=300, rows=3
    )

    def contact(self) -> CountyContact:
        """Return the data as typed."""
        return CountyContact(**self.typed())


class PostForm(Form):
    """Who shall have which role in which office."""

    name = TextField(label=_("First name and surname"), max_length=150)
    email = EmailField(label=_("E-mail she or he signs in with"))
    authority = forms.ModelChoiceField(label=_("Office"), queryset=Authority.objects.none(), empty_label=None)
    role = forms.ChoiceField(label=_("Role"), choices=PostRole.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, authorities: QuerySet[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authority"]
        field.queryset = authorities
