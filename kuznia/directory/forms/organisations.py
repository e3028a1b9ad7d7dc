"""Forms about organisations, what they belong to and who acts for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kuznia.directory.forms.fields import (
    Checkbox,
    KrsField,
    LegalFormField,
    OrganisationField,
    WebsiteField,
)
from kuznia.directory.models import Municipality
from kuznia.directory.queries import municipalities as all_municipalities
from kuznia.directory.queries import spheres
from kuznia.directory.services import OrganisationRecord, RoleEntry
from kuznia.directory.states import OrganisationKind, RepresentationRule
from kuznia.lib.identifiers import format_account
from kuznia.ui.forms import EmailField, Form, MultilineField, PhoneField, TextField
from kuznia.ui.shared_forms import SharedForm

WHOLE_COUNTY = _("the whole county or outside it")


NOT_SAID = ("", _("not said yet"))
# Headings under which the fields stand, with the fields that each form has of them.
GROUPS = (
    ("who", _("Who you are"), ("kind", "name", "short_name", "legal_form", "municipality")),
    ("numbers", _("Registers"), ("krs", "nip", "regon", "other_register", "other_number", "opp")),
    ("what", _("What you do"), ("mission", "description", "mission_en", "description_en")),
    ("spheres", _("Spheres of public tasks"), ("spheres",)),
    ("where", _("Where you work"), ("works_in",)),
    ("contact", _("Contact"), ("public_email", "public_phone", "website", "address")),
    ("money", _("Donations and 1.5% of tax"), ("account", "tax_share_krs", "tax_share_purpose")),
    ("signing", _("Who signs"), ("representation_rule", "representation_note")),
)


class TextsForm(SharedForm):
    """What an organisation says of itself; its representatives keep it."""

    short_name = TextField(label=_("Short name"), required=False, max_length=100)
    mission = TextField(
        label=_("What you do, in one sentence"),
        required=False,
        max_length=300,
        help_text=_("Stands in the list under the name"),
    )
    description = MultilineField(label=_("What you do"), required=False, max_length=5000, rows=8)
    mission_en = TextField(label=_("In one sentence, in English"), required=False, max_length=300)
    description_en = MultilineField(label=_("What you do, in English"), required=False, max_length=5000)
    website = WebsiteField(label=_("Website"), required=False)
    public_email = EmailField(label=_("Public e-mail"), required=False, help_text=_("Everybody will see it"))
    public_phone = PhoneField(
        label=_("Public phone"), required=False, max_length=40, help_text=_("Everybody will see it")
    )
    address = TextField(
        label=_("Address for letters"), required=False, max_length=300, help_text=_("Everybody will see it")
    )
    spheres = forms.MultipleChoiceField(
        label=_("Everything that you do for others"), required=False, widget=forms.CheckboxSelectMultiple
    )
    works_in = forms.MultipleChoiceField(
        label=_("Works in these gminas too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beside the gmina of the seat"),
    )
    account = TextField(
        label=_("Bank account"),
        required=False,
        max_length=60,
        help_text=_("26 digits, spaces don’t matter; everybody will see it"),
        widget=forms.TextInput(attrs={"class": "code", "inputmode": "numeric", "autocomplete": "off"}),
    )
    tax_share_krs = TextField(
        label=_("KRS number under which you gather 1.5% of tax"),
        required=False,
        max_length=30,
        help_text=_(
            "Only if you gather it through another organisation; with OPP status your own number counts"
        ),
    )
    tax_share_purpose = TextField(label=_("Purpose to write in the tax form"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(sphere.code, f"{sphere.code}. {sphere.name}") for sphere in spheres()]
        self.fields["spheres"].choices = choices  # type: ignore[attr-defined]
        gminas = [(gmina.teryt6, gmina.name) for gmina in all_municipalities()]
        self.fields["works_in"].choices = gminas  # type: ignore[attr-defined]
        # Printed in groups, as banks print it; typed in any way.
        self.initial["account"] = format_account(str(self.initial.get("account", ""))).strip()

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields as the page gathers them: id, heading, fields."""
        found = ((anchor, str(title), self._present(names)) for anchor, title, names in GROUPS)
        return [(anchor, title, fields) for anchor, title, fields in found if fields]

    def typed(self) -> dict[str, Any]:
        """Return what was typed, by field; the account as it is kept, without the spaces between its groups."""
        lists = {name: tuple(self.cleaned_data[name]) for name in ("spheres", "works_in")}
        account = "".join(self.cleaned_data["account"].split())
        return {**super().typed(), **lists, "account": account}

    def _present(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]


class OrganisationForm(TextsForm):
    """The whole record of an organisation; officers keep it."""

    demanded_of_some = ("legal_form",)

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices, widget=forms.RadioSelect)
    name = TextField(label=_("Full name"), max_length=250)
    legal_form = LegalFormField()
    municipality = forms.ModelChoiceField(
        label=_("Gmina"), queryset=Municipality.objects.none(), required=False, empty_label=WHOLE_COUNTY
    )
    krs = KrsField(help_text=_("10 digits, informal groups have none"))
    nip = TextField(label="NIP", required=False, max_length=30)
    regon = TextField(label="REGON", required=False, max_length=30)
    other_register = TextField(
        label=_("Other register"),
        required=False,
        max_length=150,
        help_text=_("For example the starost’s or ARiMR’s"),
    )
    other_number = TextField(label=_("Number in the other register"), required=False, max_length=60)
    opp = Checkbox(label=_("Has public-benefit status (OPP)"))
    representation_rule = forms.ChoiceField(
        label=_("Who signs"),
        required=False,
        choices=[NOT_SAID, *RepresentationRule.choices],
    )
    representation_note = TextField(
        label=_("Who signs, in words"),
        required=False,
        max_length=500,
        help_text=_("As the register or the statute says it"),
    )

    field_order = (
        "kind",
        "name",
        "short_name",
        "legal_form",
        "municipality",
        "krs",
        "nip",
        "regon",
        "other_register",
        "other_number",
        "opp",
    )

    def __init__(
        self, *args: Any, municipalities: QuerySet[Municipality], covers_all: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["municipality"]
        field.queryset, field.required = municipalities, not covers_all
        if not covers_all:
            field.empty_label = None

    def record(self) -> OrganisationRecord:
        """Return the record as typed."""
        return OrganisationRecord(**self.typed())


class ReasonForm(Form):
    """Why the state of an organisation changes."""

    reason = TextField(
        label=_("Why, in one sentence"), max_length=300, help_text=_("The office keeps it in the history")
    )


class MembershipForm(Form):
    """What an organisation belongs to."""

    federation = OrganisationField(label=_("Belongs to"))
    since_on = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give the day as year-month-day, for example 2026-12-12.")},
    )


class RightsForm(Form):
    """What a representative may do."""

    may_sign = Checkbox(label=_("May sign for the organisation"))
    may_edit = Checkbox(label=_("May change its data here"))
    may_report = Checkbox(label=_("May send its reports"))
    function = TextField(
        label=_("Function in the organisation"),
        required=False,
        max_length=150,
        help_text=_("For example: president of the board, treasurer"),
    )
    mandate_until_on = forms.DateField(
        label=_("Mandate until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"),
        help_text=_("The last day, if there is one. We remind of it, and the role ends by itself."),
        error_messages={"invalid": _("Give the day as year-month-day, for example 2026-12-12.")},
    )

    def role(self) -> RoleEntry:
        """Return what the person may do, as what and until when."""
        names = ("may_sign", "may_edit", "may_report", "function", "mandate_until_on")
        return RoleEntry(**{name: self.cleaned_data[name] for name in names})


class RepresentativeForm(RightsForm):
    """Who shall act for an organisation."""

    name = TextField(label=_("First name and surname"), max_length=150)
    email = EmailField(
        label=_("E-mail she or he signs in with"),
        required=False,
        help_text=_(
            "Leave empty for somebody who only shares the organisation’s mailbox: she is named and does not sign in"
        ),
    )

    field_order = ("name", "email", "function")
