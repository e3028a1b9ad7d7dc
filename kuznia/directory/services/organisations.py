"""Adds, corrects and closes organisations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record as record_act
from kuznia.directory import policies as policies
from kuznia.directory import workflows as workflows
from kuznia.directory.changes import changed_fields
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import Municipality, Organisation, Sphere
from kuznia.directory.states import (
    PUBLIC_KIND,
    LegalForm,
    OrganisationKind,
    OrganisationState,
    RepresentationRule,
)
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.identifiers import IdentifierError, clean_account, clean_krs, clean_nip, clean_regon
from kuznia.lib.meanwhile import Marks, brought_over
from kuznia.lib.policy import Actor, demand
from kuznia.lib.text import fold, polish_key, slug
from kuznia.process.services import make_move
from kuznia.search.services import note_change

LOCK = 762_211
SPHERES = gettext_noop("spheres")
WORKS_IN = gettext_noop("works in")
LABELS = {
    "kind": gettext_noop("kind"),
    "name": gettext_noop("full name"),
    "short_name": gettext_noop("short name"),
    "legal_form": gettext_noop("legal form"),
    "krs": gettext_noop("KRS"),
    "nip": gettext_noop("NIP"),
    "regon": gettext_noop("REGON"),
    "other_register": gettext_noop("other register"),
    "other_number": gettext_noop("number in the other register"),
    "municipality": gettext_noop("gmina"),
    "mission": gettext_noop("in one sentence"),
    "mission_en": gettext_noop("in one sentence, in English"),
    "description": gettext_noop("what it does"),
    "description_en": gettext_noop("what it does, in English"),
    "website": gettext_noop("website"),
    "public_email": gettext_noop("public e-mail"),
    "public_phone": gettext_noop("public phone"),
    "address": gettext_noop("address"),
    "opp": gettext_noop("public-benefit status"),
    "tax_share_krs": gettext_noop("KRS number for 1.5% of tax"),
    "tax_share_purpose": gettext_noop("purpose to write in the tax form"),
    "account": gettext_noop("bank account"),
    "representation_rule": gettext_noop("who signs"),
    "representation_note": gettext_noop("who signs, in words"),
}
# What registers say; officers keep it, the organisation's own people keep the rest.
IDENTITY = frozenset(
    {
        "kind",
        "name",
        "legal_form",
        "krs",
        "nip",
        "regon",
        "other_register",
        "other_number",
        "municipality",
        "opp",
        "representation_rule",
        "representation_note",
    }
)

# Pages that stand where the profile of an organisation of this name would.
PAGES = frozenset({"biale-plamy", "kto-pomoze"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord:
    """What the directory keeps of an organisation; numbers may be typed with spaces and dashes."""

    kind: OrganisationKind
    name: str
    short_name: str = ""
    legal_form: LegalForm | str = ""
    krs: str = ""
    nip: str = ""
    regon: str = ""
    other_register: str = ""
    other_number: str = ""
    municipality: Municipality | None = None
    mission: str = ""
    mission_en: str = ""
    description: str = ""
    description_en: str = ""
    website: str = ""
    public_email: str = ""
    public_phone: str = ""
    address: str = ""
    opp: bool = False
    tax_share_krs: str = ""
    tax_share_purpose: str = ""
    account: str = ""
    representation_rule: RepresentationRule | str = ""
    representation_note: str = ""
    spheres: tuple[str, ...] = ()
    # TERYT codes (six digits) of the gminas where it works, beside the one of its seat.
    works_in: tuple[str, ...] = ()

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        """Return what the directory keeps of this organisation now."""
        return cls(
            **{name: getattr(organisation, name) for name in LABELS},
            spheres=tuple(sphere.code for sphere in organisation.spheres.all()),
            works_in=tuple(gmina.teryt6 for gmina in organisation.works_in.all()),
        )


@transaction.atomic
def add_organisation(*, record: OrganisationRecord, actor: Actor) -> Organisation:
    """The organisation stands in the directory, active, under an address made of its name."""
    organisation = Organisation(municipality=record.municipality)
    demand(actor, "directory.add_organisation", organisation)
    enter_new(organisation, record)
    note_change(kind=PUBLIC_KIND, keys=[organisation.pk])
    record_act(
        subject=organisation,
        actor=actor,
        sentence=gettext_noop("The organisation was added to the directory."),
        audience=Audience.PUBLIC,
    )
    return organisation


def enter_new(organisation: Organisation, record: OrganisationRecord) -> Organisation:
    """Give the new row what `record` says and an address, unless the directory has the same already.

    A step of the services that add one: they have asked who may, and write the history.
    """
    changed_fields(organisation, _values_of(record))
    _hold_names()
    _demand_new(organisation)
    organisation.slug = _free_slug(record.name)
    _follow_name(organisation)
    with constraints_in_words(SENTENCES):
        organisation.save()
    organisation.spheres.set(_spheres(record.spheres))
    organisation.works_in.set(_gminas(record.works_in))
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, record: OrganisationRecord, actor: Actor
) -> Organisation:
    """The directory says of the organisation what `record` says; its address stays."""
    return _changed(_locked_to_edit(organisation, actor), record, actor)


@transaction.atomic
def correct_organisation(
    *, organisation: Organisation, typed: Mapping[str, object], opened: Marks, actor: Actor
) -> Organisation:
    """The directory says what was typed since the form was opened; the rest of the record stays as it is by now.

    `opened` are the marks of what the form showed. Refused where somebody else has changed the same meanwhile.
    """
    locked = _locked_to_edit(organisation, actor)
    record = brought_over(kept=OrganisationRecord.of(locked), typed=typed, opened=opened)
    return _changed(locked, record, actor)


def _locked_to_edit(organisation: Organisation, actor: Actor) -> Organisation:
    locked = Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)
    demand(actor, "directory.edit_organisation", locked)
    _demand_standing(locked)
    return locked


def _changed(locked: Organisation, record: OrganisationRecord, actor: Actor) -> Organisation:
    old_name = locked.name
    changed = changed_fields(locked, _values_of(record))
    if IDENTITY.intersection(changed):
        # Asked of the changed record: who moves an organisation to another gmina must cover that one as well.
        demand(actor, "directory.edit_identity", locked)
    if changed:
        _follow_name(locked)
        with constraints_in_words(SENTENCES):
            locked.save()
    labels = [LABELS[field] for field in changed if field != "name"]
    if _changed_spheres(locked, record.spheres):
        labels.append(SPHERES)
    if _changed_gminas(locked, record.works_in):
        labels.append(WORKS_IN)
    _record_changes(locked, old_name=old_name, labels=labels, actor=actor)
    note_change(kind=PUBLIC_KIND, keys=[locked.pk])
    return locked


@transaction.atomic
def close_organisation(*, organisation: Organisation, reason: str, actor: Actor) -> Organisation:
    """The organisation is marked as closed: its past stays readable, nobody acts for it any more."""
    return make_move(case=organisation, move="close", actor=actor, reason=reason)


@transaction.atomic
def reopen_organisation(*, organisation: Organisation, reason: str, actor: Actor) -> Organisation:
    """The organisation is active again; those who represented it may act for it."""
    return make_move(case=organisation, move="reopen", actor=actor, reason=reason)


def _hold_names() -> None:
    """One new organisation at a time: two of one name side by side would not see each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _demand_new(organisation: Organisation) -> None:
    """Refuse an organisation that the directory has already."""
    same = Organisation.objects.filter(
        sort_key=polish_key(organisation.name),
        municipality=organisation.municipality,
        state__in=(OrganisationState.ACTIVE, OrganisationState.APPLIED),
    )
    if same.exists():
        raise Refused(
            _("An organisation of this name is already in the directory, in the same gmina."), field="name"
        )


def _demand_standing(organisation: Organisation) -> None:
    """Refuse to change a record that was joined with another: nobody would read what was typed."""
    if organisation.merged_into is not None:
        raise Refused(
            _("This record has been joined with “%(name)s”. Make the change there.")
            % {"name": organisation.merged_into.name}
        )


def _values_of(record: OrganisationRecord) -> dict[str, object]:
    """Return the fields of the row, with the numbers cleaned and checked."""
    values: dict[str, object] = {name: getattr(record, name) for name in LABELS}
    values["krs"] = _cleaned("krs", clean_krs, record.krs)
    values["nip"] = _cleaned("nip", clean_nip, record.nip)
    values["regon"] = _cleaned("regon", clean_regon, record.regon)
    values["tax_share_krs"] = _cleaned("tax_share_krs", clean_krs, record.tax_share_krs)
    values["account"] = _cleaned("account", clean_account, record.account)
    if not fold(record.name).strip():
        raise Refused(_("Give the full name of the organisation."), field="name")
    return values


def _cleaned(field: str, clean: Callable[[str], str], typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return clean(typed)
    except IdentifierError as wrong:
        raise Refused(wrong.message, field=field) from wrong


def _follow_name(organisation: Organisation) -> None:
    """Keep beside the names how they are looked for and where they stand in the alphabet."""
    organisation.folded_name = fold(f"{organisation.name} {organisation.short_name}").strip()
    organisation.sort_key = polish_key(organisation.name)


def _free_slug(name: str) -> str:
    """Return an address that nobody has yet; the caller holds the names."""
    wanted = slug(name)
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= PAGES
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _spheres(codes: Iterable[str]) -> list[Sphere]:
    wanted = set(codes)
    found = list(Sphere.objects.filter(code__in=wanted))
    if len(found) != len(wanted):
        raise Refused(_("Choose the spheres from the list."), field="spheres")
    return found


def _gminas(codes: Iterable[str]) -> list[Municipality]:
    wanted = set(codes)
    found = list(Municipality.objects.filter(teryt6__in=wanted))
    if len(found) != len(wanted):
        raise Refused(_("Choose the gminas from the list."), field="works_in")
    return found


def _changed_gminas(organisation: Organisation, codes: tuple[str, ...]) -> bool:
    """Let the organisation work in these gminas and say whether they differ from those before."""
    wanted = _gminas(codes)
    kept = {gmina.pk for gmina in organisation.works_in.all()}
    if kept == {gmina.pk for gmina in wanted}:
        return False
    organisation.works_in.set(wanted)
    return True


def _changed_spheres(organisation: Organisation, codes: tuple[str, ...]) -> bool:
    """Give the organisation these spheres and say whether they differ from those before."""
    wanted = _spheres(codes)
    kept = {sphere.pk for sphere in organisation.spheres.all()}
    if kept == {sphere.pk for sphere in wanted}:
        return False
    organisation.spheres.set(wanted)
    return True


def _record_changes(organisation: Organisation, *, old_name: str, labels: list[str], actor: Actor) -> None:
    if organisation.name != old_name:
        record_act(
            subject=organisation,
            actor=actor,
            sentence=gettext_noop("The name was changed. Before: %(old)s. Now: %(new)s."),
            params={"old": old_name, "new": organisation.name},
            audience=Audience.PUBLIC,
        )
    if labels:
        record_act(
            subject=organisation,
            actor=actor,
            sentence=gettext_noop("The data were changed: %(fields)s."),
            params={"fields": {"texts": labels}},
            audience=Audience.PUBLIC,
        )
