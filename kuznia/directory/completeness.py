"""How much of an organisation's record is filled, and what to fill next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.models import Achievement, BoardMember, Exchange, Organisation, Paper
from kuznia.directory.states import OrganisationKind, PaperKind

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and the page on which it is filled."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """The share of the record that is filled, and the first gap that its reader can fill."""

    percent: int
    next_gap: Gap | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.percent == WHOLE


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a whole record: where it is filled, and whether only the office fills it."""

    label: str
    is_filled: bool
    page: str
    anchor: str = ""
    by_office: bool = False


def completeness_of(organisation: Organisation, *, is_office: bool) -> Completeness:
    """Return how whole the record is, with the next gap for the office or for the organisation's own people."""
    parts = [*_said(organisation), *_shown(organisation), *_registered(organisation)]
    filled = sum(part.is_filled for part in parts)
    gaps = [part for part in parts if not part.is_filled and (is_office or not part.by_office)]
    return Completeness(
        percent=filled * WHOLE // len(parts),
        next_gap=_gap(gaps[0], organisation, is_office=is_office) if gaps else None,
    )


def _gap(part: _Part, organisation: Organisation, *, is_office: bool) -> Gap:
    record = "directory:organisation-edit" if is_office else "directory:my-organisation"
    url = reverse(part.page or record, args=[organisation.slug])
    return Gap(part.label, f"{url}#{part.anchor}" if part.anchor else url)


def _said(organisation: Organisation) -> list[_Part]:
    """What the organisation says of itself in the form of its record."""
    contacts = (organisation.public_email, organisation.public_phone, organisation.website)
    return [
        _Part(_("Say in one sentence what you do"), bool(organisation.mission), "", "id_mission"),
        _Part(_("Describe what you do"), bool(organisation.description), "", "id_description"),
        _Part(_("Choose the spheres in which you work"), bool(organisation.spheres.all()), "", "spheres"),
        _Part(_("Give an e-mail, a phone or a website"), any(contacts), "", "contact"),
        _Part(_("Give an address for letters"), bool(organisation.address), "", "id_address"),
    ]


def _shown(organisation: Organisation) -> list[_Part]:
    """What stands on pages of its own; one query looks for all of it."""
    has = _has_rows(organisation)
    parts = [
        _Part(_("Say what you look for or offer"), has["exchange"], "directory:exchanges"),
        _Part(_("Tell of something that you managed to do"), has["achievement"], "directory:achievements"),
    ]
    if organisation.kind == OrganisationKind.NGO:
        parts += [
            _Part(_("Give an account for donations"), bool(organisation.account), "", "id_account"),
            _Part(_("Enter the people of the board"), has["board"], "directory:board"),
            _Part(_("Add the statute"), has["statute"], "directory:papers"),
        ]
    return parts


def _registered(organisation: Organisation) -> list[_Part]:
    """What registers say; an informal group stands in none."""
    if organisation.kind == OrganisationKind.INFORMAL_GROUP:
        return []
    numbers = organisation.krs or organisation.other_number or organisation.nip or organisation.regon
    parts = [_Part(_("Give a register number"), bool(numbers), "", "numbers", by_office=True)]
    if organisation.kind == OrganisationKind.NGO:
        rule = bool(organisation.representation_rule)
        parts.append(_Part(_("Say who signs"), rule, "", "signing", by_office=True))
    return parts


def _has_rows(organisation: Organisation) -> dict[str, bool]:
    here = {"organisation_id": OuterRef("pk")}
    rows = {
        "exchange": Exchange.objects.filter(**here),
        "achievement": Achievement.objects.filter(**here),
        "board": BoardMember.objects.filter(**here, ended_on__isnull=True),
        "statute": Paper.objects.filter(**here, kind=PaperKind.STATUTE),
    }
    answers = {f"has_{name}": Exists(found) for name, found in rows.items()}
    found = Organisation.objects.filter(pk=organisation.pk).annotate(**answers).values(*answers).get()
    return {name: bool(found[f"has_{name}"]) for name in rows}
