"""Sets up the county with its gminas, and keeps how it names itself to people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.changes import changed_fields
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import Authority, Municipality
from kuznia.directory.queries.authorities import county_authority, forget_county_profile
from kuznia.directory.services.outlines import add_known_outlines
from kuznia.directory.states import AuthorityKind
from kuznia.directory.teryt import (
    CODE_LENGTH,
    KINDS,
    CountyOfTeryt,
    county_locative,
    county_name,
    county_of_teryt,
    gmina_names,
    gmina_office_name,
)
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.meanwhile import Marks, brought_over, values_of
from kuznia.lib.policy import Actor, demand


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyContact:
    """How the county names itself and where it is found."""

    name: str
    locative: str
    address: str = ""
    phone: str = ""
    email: str = ""
    opening_hours: str = ""
    bip_url: str = ""
    website: str = ""
    data_protection_officer: str = ""
    accessibility_coordinator: str = ""

    @classmethod
    def of(cls, authority: Authority) -> Self:
        """Return how the county is found now."""
        return cls(**{field.name: getattr(authority, field.name) for field in fields(cls)})


@transaction.atomic
def set_up_county(*, teryt: str, actor: Actor) -> Authority:
    """Make the offices of the county and its gminas; a city with county rights is one office. A second run changes
    nothing."""
    demand(actor, "directory.set_up_county")
    found = county_of_teryt(teryt)
    if found is None:
        raise Refused(_("There is no county with the TERYT code %(code)s.") % {"code": teryt}, field="teryt")
    county = county_authority()
    if county is not None:
        return _same_county(county, teryt)
    with constraints_in_words(SENTENCES):
        county = _make_offices(found)
    add_known_outlines(county=county, actor=actor)
    record(
        subject=county,
        actor=actor,
        sentence=gettext_noop("The county was set up with its gminas."),
        audience=Audience.PUBLIC,
    )
    transaction.on_commit(forget_county_profile)
    return county


@transaction.atomic
def change_county_data(
    *, authority: Authority, contact: CountyContact, opened: Marks, actor: Actor
) -> Authority:
    """The county is named and found on every page and in every e-mail as `contact` says beyond what its form showed.

    `opened` are the marks of that. Refused where somebody else has changed the same meanwhile.
    """
    county = Authority.objects.select_for_update(no_key=True, of=("self",)).get(pk=authority.pk)
    demand(actor, "directory.edit_county", county)
    contact = brought_over(kept=CountyContact.of(county), typed=values_of(contact), opened=opened)
    changed = changed_fields(county, values_of(contact))
    if not changed:
        return county
    county.save(update_fields=changed)
    record(
        subject=county,
        actor=actor,
        sentence=gettext_noop("Changed the county’s data: %(fields)s."),
        params={"fields": {"texts": [_label(field) for field in changed]}},
        audience=Audience.PUBLIC,
    )
    forget_county_profile()
    transaction.on_commit(forget_county_profile)
    return county


def _same_county(county: Authority, teryt: str) -> Authority:
    if county.teryt != teryt:
        raise Refused(_("This installation already serves another county: %(name)s.") % {"name": county.name})
    return county


def _make_offices(found: CountyOfTeryt) -> Authority:
    """Make the gminas and offices; in a city with county rights the gmina has no office of its own."""
    gminas = [
        Municipality.objects.create(
            teryt6=place.teryt[:CODE_LENGTH], name=name, kind=KINDS[place.kind], position=position
        )
        for position, (place, name) in enumerate(
            zip(found.gminas, gmina_names(found.gminas), strict=True), start=1
        )
    ]
    is_city = found.place.is_city
    county = Authority.objects.create(
        kind=AuthorityKind.COUNTY,
        teryt=found.place.teryt,
        name=county_name(found.place),
        locative=county_locative(found.place),
        short_name=found.place.name if is_city else county_name(found.place),
        municipality=gminas[0] if is_city else None,
    )
    if not is_city:
        Authority.objects.bulk_create(
            Authority(
                kind=AuthorityKind.GMINA,
                teryt=gmina.teryt6,
                name=gmina_office_name(place),
                short_name=gmina.name,
                municipality=gmina,
            )
            for gmina, place in zip(gminas, found.gminas, strict=True)
        )
    return county


def _label(field: str) -> str:
    return LABELS[field]


LABELS = {
    "name": gettext_noop("proper name"),
    "locative": gettext_noop("name after “in the”"),
    "address": gettext_noop("address"),
    "phone": gettext_noop("phone"),
    "email": gettext_noop("e-mail"),
    "opening_hours": gettext_noop("opening hours"),
    "bip_url": gettext_noop("address of the public bulletin (BIP)"),
    "website": gettext_noop("website"),
    "data_protection_officer": gettext_noop("data-protection officer"),
    "accessibility_coordinator": gettext_noop("accessibility coordinator"),
}
