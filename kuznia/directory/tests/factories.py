"""The smallest valid objects of the directory, made by its services."""

from __future__ import annotations

from itertools import count

from django.test import Client

from kuznia.directory.models import Authority, Municipality, Organisation, Venue
from kuznia.directory.services import (
    OrganisationRecord,
    VenueRecord,
    add_organisation,
    add_venue,
    appoint_officer,
    appoint_representative,
    set_up_county,
)
from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.lib.policy import ForAuthority, ForOrganisation, OfficeRole, System
from kuznia.people.models import Person
from kuznia.people.services import add_person

HOUSE = System(job="tests")
_numbers = count(1)


def make_county(teryt: str = "1421") -> Authority:
    """Return the county office of the county of Pruszków, with its gminas round it."""
    return set_up_county(teryt=teryt, actor=HOUSE)


def make_person(name: str = "Ewa Przykładowa", *, email: str | None = None) -> Person:
    """Return a person with an address of her own."""
    return add_person(name=name, email=email or f"osoba{next(_numbers)}@przyklad.pl", actor=HOUSE)


def make_record(
    name: str = "Stowarzyszenie Przykładowe", *, municipality: Municipality | None = None
) -> OrganisationRecord:
    """Return the record of an association without numbers."""
    return OrganisationRecord(
        kind=OrganisationKind.NGO, legal_form=LegalForm.ASSOCIATION, name=name, municipality=municipality
    )


def make_organisation(
    name: str = "Stowarzyszenie Przykładowe", *, municipality: Municipality | None = None
) -> Organisation:
    """Return an association without numbers."""
    record = OrganisationRecord(
        kind=OrganisationKind.NGO, legal_form=LegalForm.ASSOCIATION, name=name, municipality=municipality
    )
    return add_organisation(record=record, actor=HOUSE)


def make_venue(name: str = "Dom Kultury", *, municipality: Municipality | None = None) -> Venue:
    """Return a place with an address."""
    record = VenueRecord(name=name, address="ul. Przykładowa 1, Pruszków", municipality=municipality)
    return add_venue(record=record, actor=HOUSE)


def office_actor(
    authority: Authority, *, role: OfficeRole = OfficeRole.OFFICER, person: Person | None = None
) -> ForAuthority:
    """Return somebody who acts for the office, without a post in the database."""
    person = person or make_person("Jan Urzędowy")
    return ForAuthority(
        person_id=person.pk,
        name=person.name,
        authority_id=authority.pk,
        authority_name=authority.name,
        role=role,
        municipality_id=authority.covered_gmina_id,
    )


def representative_actor(
    organisation: Organisation, *, person: Person | None = None, may_edit: bool = True, may_sign: bool = False
) -> ForOrganisation:
    """Return somebody who acts for the organisation, without a row in the database."""
    person = person or make_person()
    return ForOrganisation(
        person_id=person.pk,
        name=person.name,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        may_edit=may_edit,
        may_sign=may_sign,
    )


def signed_in(client: Client, person: Person) -> Client:
    """Return the client with the person signed in, by whatever means."""
    client.force_login(person)
    return client


def officer_of(authority: Authority, *, role: OfficeRole = OfficeRole.OFFICER) -> Person:
    """Return somebody with a post in the office."""
    person = make_person("Jan Urzędowy")
    appoint_officer(person=person, authority=authority, role=role, actor=HOUSE)
    return person


def representative_of(organisation: Organisation, *, may_edit: bool = True) -> Person:
    """Return somebody who represents the organisation."""
    person = make_person("Ola Przedstawicielska")
    appoint_representative(organisation=organisation, person=person, may_edit=may_edit, actor=HOUSE)
    return person
