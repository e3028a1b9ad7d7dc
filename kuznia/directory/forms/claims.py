"""Forms by which people register and claim organisations, and by which the office decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kuznia.directory.forms.fields import Checkbox, KrsField, LegalFormField
from kuznia.directory.forms.organisations import WHOLE_COUNTY
from kuznia.directory.models import Municipality, Organisation
from kuznia.directory.queries import municipalities, spheres
from kuznia.directory.services import ClaimEntry, OrganisationRecord, RoleEntry
from kuznia.directory.states import ClaimProof, OrganisationKind, VerificationBasis
from kuznia.files.intake import Received
from kuznia.lib.identifiers import IdentifierError, clean_krs, clean_nip
from kuznia.lib.text import mask_email
from kuznia.ui.forms import Form, TextField

NO_GMINA = "-"
RIGHTS = ("may_sign", "may_edit", "may_report")


class StatementForm(Form):
    """As what somebody acts for an organisation, what she wants to do here, and her word for it."""

    function = TextField(
        label=_("Your function in it"),
        max_length=150,
        help_text=_("For example: president of the board, treasurer, leader of the group"),
    )
    may_sign = Checkbox(
        label=_("I may sign for it, alone or with others"),
        help_text=_("Who may sign also invites others to act for it here"),
    )
    may_edit = Checkbox(label=_("I will keep its page here"), initial=True)
    may_report = Checkbox(label=_("I will send its reports"))
    file = forms.FileField(
        label=_("Extract from the register or a resolution, if you have it at hand"),
        required=False,
        widget=forms.FileInput,
        help_text=_("PDF or a photo. Only you and the office can open it."),
        error_messages={"empty": _("This file is empty. Choose another one.")},
    )
    states = forms.BooleanField(
        label=_("I state that I have the right to act for this organisation."),
        error_messages={"required": _("Tick that you have the right to act for this organisation.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            # Browsers never send a chosen file back to the page.
            self.fields["file"].help_text = _(
                "Choose the file once more if you had chosen one. PDF or a photo; only you and the office can open it."
            )

    def role(self) -> RoleEntry:
        """Return the rights that are asked for."""
        cleaned = self.cleaned_data
        return RoleEntry(function=cleaned["function"], **{name: cleaned[name] for name in RIGHTS})


class RegisterForm(StatementForm):
    """An organisation or group that the directory does not have yet."""

    demanded_of_some = ("legal_form",)

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices, widget=forms.RadioSelect)
    name = TextField(label=_("Full name"), max_length=250, help_text=_("As in the register or the statute"))
    legal_form = LegalFormField()
    krs = KrsField(help_text=_("10 digits, informal groups have none"))
    nip = TextField(label="NIP", required=False, max_length=30)
    municipality = forms.ChoiceField(label=_("Gmina"))
    mission = TextField(
        label=_("What you do, in one sentence"),
        max_length=300,
        help_text=_("Stands in the list under the name"),
    )
    spheres = forms.MultipleChoiceField(
        label=_("Spheres of public tasks"), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("kind", "name", "legal_form", "krs", "nip", "municipality", "mission", "spheres")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gmina: Any = self.fields["municipality"]
        gmina.choices = [
            ("", _("choose the gmina of its seat")),
            *((each.teryt6, each.name) for each in municipalities()),
            (NO_GMINA, WHOLE_COUNTY),
        ]
        choices: Any = self.fields["spheres"]
        choices.choices = [(sphere.code, f"{sphere.code}. {sphere.name}") for sphere in spheres()]

    def clean(self) -> dict[str, Any]:
        """Demand the legal form of a non-governmental organisation at once with the rest."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == OrganisationKind.NGO and not cleaned.get("legal_form"):
            self.add_error("legal_form", _("Choose the legal form of the organisation."))
        return cleaned

    def clean_municipality(self) -> Municipality | None:
        """Return the gmina, or None for the whole county."""
        return municipalities().filter(teryt6=self.cleaned_data["municipality"]).first()

    def clean_krs(self) -> str:
        """Return the ten digits, or say what is wrong with them."""
        return _cleaned(clean_krs, self.cleaned_data["krs"])

    def clean_nip(self) -> str:
        """Return the ten digits, or say what is wrong with them."""
        return _cleaned(clean_nip, self.cleaned_data["nip"])

    @property
    def organisation_fields(self) -> list[forms.BoundField]:
        """What is asked of the organisation, but for the long list of spheres."""
        return [self[name] for name in self.field_order if name != "spheres"]

    @property
    def statement_fields(self) -> list[forms.BoundField]:
        """What is asked of the person."""
        return [self[name] for name in StatementForm.base_fields]

    @property
    def numbers(self) -> dict[str, str]:
        """The register numbers as typed, for finding the same organisation."""
        return {"krs": self.cleaned_data["krs"], "nip": self.cleaned_data["nip"]}

    def record(self) -> OrganisationRecord:
        """Return the record as typed."""
        cleaned = self.cleaned_data
        return OrganisationRecord(
            kind=OrganisationKind(cleaned["kind"]),
            name=cleaned["name"],
            legal_form=cleaned["legal_form"],
            krs=cleaned["krs"],
            nip=cleaned["nip"],
            municipality=cleaned["municipality"],
            mission=cleaned["mission"],
            spheres=tuple(cleaned["spheres"]),
        )

    def entry(self, *, file: Received | None, language: str) -> ClaimEntry:
        """Return the statement as the service takes it."""
        proof = ClaimProof.EXTRACT if file else ClaimProof.STATEMENT
        return ClaimEntry(
            proof=proof,
            function=self.cleaned_data["function"],
            role=self.role(),
            language=language,
            file=file,
        )


class ClaimForm(StatementForm):
    """The word of somebody who acts for an organisation of the directory, and her proof."""

    proof = forms.ChoiceField(label=_("How shall your right be checked?"), widget=forms.RadioSelect)

    field_order = ("function", "may_sign", "may_edit", "may_report", "proof", "file", "states")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["proof"]
        choices.choices = _proofs(organisation)
        self.fields["proof"].initial = choices.choices[0][0]

    def entry(self, *, file: Received | None, language: str) -> ClaimEntry:
        """Return the claim as the service takes it."""
        return ClaimEntry(
            proof=ClaimProof(self.cleaned_data["proof"]),
            function=self.cleaned_data["function"],
            role=self.role(),
            language=language,
            file=file,
        )


class AcceptForm(Form):
    """On what grounds the office believes a claim."""

    basis = forms.ChoiceField(
        label=_("How did you check it?"),
        choices=[
            (basis.value, basis.label)
            for basis in (
                VerificationBasis.REGISTER,
                VerificationBasis.EXTRACT,
                VerificationBasis.KNOWN,
                VerificationBasis.STATEMENT,
            )
        ],
        widget=forms.RadioSelect,
    )


class RefuseForm(Form):
    """Why the office does not confirm a claim."""

    reason = TextField(
        label=_("Why, in one sentence"),
        max_length=300,
        help_text=_("Whoever asked reads it in the e-mail"),
    )


def _proofs(organisation: Organisation) -> list[tuple[str, Any]]:
    """Return the proofs that may be offered; a link only where the directory knows the organisation's address."""
    choices: list[tuple[str, Any]] = []
    if organisation.is_active and organisation.public_email:
        address = mask_email(organisation.public_email)
        choices.append((ClaimProof.MAILBOX.value, _by_mailbox(address)))
    return [
        *choices,
        (ClaimProof.STATEMENT.value, _("By my statement: the office looks it up in the register")),
        (ClaimProof.EXTRACT.value, _("By the file that I attach")),
    ]


def _by_mailbox(address: str) -> str:
    return str(_("By a link sent to %(address)s: at once, without the office")) % {"address": address}


def _cleaned(clean: Callable[[str], str], typed: str) -> str:
    if not typed:
        return ""
    try:
        return clean(typed)
    except IdentifierError as wrong:
        raise ValidationError(wrong.message, code="invalid") from wrong
