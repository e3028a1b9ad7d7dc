"""Letters name the office whose case they are about: its officers see them when they are not delivered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kuznia.directory.models import Authority
from kuznia.directory.services import appoint_officer
from kuznia.directory.tests.claim_factories import herself, make_application, make_invitation
from kuznia.directory.tests.factories import make_county, make_organisation, make_person, officer_of
from kuznia.events.tests.certificates import make_certificate
from kuznia.events.tests.factories import make_delegation, make_event, make_registration
from kuznia.events.tests.proposal_factories import make_submitted_proposal
from kuznia.inquiries.tests.factories import make_gmina_office, make_inquiry
from kuznia.lib.policy import OfficeRole, System
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db


def _apply(gmina: Authority) -> object:
    claimant = herself(make_person(email="ewa@example.org"))
    return make_application(actor=claimant, municipality=gmina.municipality)


def _appoint(gmina: Authority) -> object:
    person = make_person(email="jan@example.org")
    return appoint_officer(person=person, authority=gmina, role=OfficeRole.OFFICER, actor=System("test"))


def _invite(gmina: Authority) -> object:
    return make_invitation(make_organisation("Nasze", municipality=gmina.municipality))


def _propose(gmina: Authority) -> object:
    Authority.objects.filter(pk=gmina.pk).update(email="gmina@example.org")
    return make_submitted_proposal(municipality=gmina.municipality)


def _ask(gmina: Authority) -> object:
    officer_of(gmina)
    return make_inquiry(authority=gmina)


CASES: dict[str, Callable[[Authority], object]] = {
    "application": _apply,
    "certificate": lambda gmina: make_certificate(make_event(authority=gmina), in_delegation=True),
    "delegation": lambda gmina: make_delegation(make_event(authority=gmina)),
    "invitation": _invite,
    "post": _appoint,
    "proposal": _propose,
    "question": _ask,
    "sign-up": lambda gmina: make_registration(make_event(authority=gmina)),
}


@pytest.mark.parametrize("case", CASES)
def test_letter_names_the_office_whose_case_it_is_about(case: str) -> None:
    make_county()
    gmina = make_gmina_office()

    CASES[case](gmina)

    assert set(Message.objects.values_list("authority_id", flat=True)) == {gmina.pk}
