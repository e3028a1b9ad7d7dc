import pytest

from kuznia.directory.links import invitation_key_of
from kuznia.directory.models import Invitation, Organisation, Representation
from kuznia.directory.services import appoint_representative
from kuznia.directory.tests.claim_factories import make_invitation
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person, signed_in

SLUG = "stowarzyszenie-przykladowe"
PEOPLE = f"/moje/organizacje/{SLUG}/przedstawiciele/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.KUZNIA_DEMO = True


@pytest.fixture
def signer(client, county):
    """A browser in which somebody who may sign for an organisation acts for it."""
    organisation, person = make_organisation(), make_person("Ola Podpisująca")
    appoint_representative(
        organisation=organisation, person=person, may_sign=True, may_edit=True, actor=HOUSE
    )
    person.refresh_from_db()
    signed_in(client, person).post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})
    return client


def test_signer_invites_and_takes_back(signer):
    sent = signer.post(
        PEOPLE, {"name": "Nowa", "email": "nowa@przyklad.pl", "mandate_until_on": "2200-01-01"}
    )
    listed = signer.get(PEOPLE).content.decode()

    signer.post(f"/moje/organizacje/{SLUG}/zaproszenia/{Invitation.objects.get().pk}/cofnij/")

    assert (sent["Location"], "nowa@przyklad.pl" in listed) == (PEOPLE, True)
    assert Invitation.objects.get().cancelled_at is not None


def test_signer_changes_rights_of_another_and_ends_them(signer):
    other = appoint_representative(organisation=Organisation.objects.get(), person=make_person(), actor=HOUSE)
    address = f"{PEOPLE}{other.pk}/"
    opened = signer.get(address).status_code

    signer.post(address, {"may_report": "on", "function": "skarbnik"})
    signer.post(f"{address}zakoncz/")

    other.refresh_from_db()
    assert (opened, other.may_report, other.function) == (200, True, "skarbnik")
    assert other.until_at is not None


def test_last_signer_reads_why_she_stays(signer):
    held = Representation.objects.get()

    page = signer.post(f"{PEOPLE}{held.pk}/zakoncz/")

    assert page.status_code == 409
    assert Representation.objects.get().until_at is None


def test_own_role_ends_and_leads_to_the_public_page(signer):
    appoint_representative(
        organisation=Organisation.objects.get(), person=make_person(), may_sign=True, actor=HOUSE
    )
    held = Representation.objects.earliest("pk")

    page = signer.post(f"{PEOPLE}{held.pk}/zakoncz/")

    assert page["Location"] == f"/organizacje/{SLUG}/"


def test_representative_without_the_right_sees_the_people_and_may_leave(client, county):
    organisation, person = make_organisation(), make_person()
    appoint_representative(organisation=organisation, person=person, actor=HOUSE)
    person.refresh_from_db()
    signed_in(client, person).post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})

    page = client.get(PEOPLE).content.decode()

    assert ("Zakończ moją rolę" in page, "Wyślij zaproszenie" in page) == (True, False)
    assert client.post(PEOPLE, {"name": "Ktoś", "email": "x@example.org"}).status_code == 403


def test_invitation_is_shown_by_its_link_and_taken_by_a_button(client, county):
    invitation = make_invitation(make_organisation())
    address = f"/zaproszenie/{invitation.pk}/{invitation_key_of(invitation)}/"
    shown = client.get(address).content.decode()

    for _click in range(2):
        client.post(address)

    assert "Tak, chcę działać w jej imieniu" in shown
    assert Representation.objects.get().person.email == "nowa@przyklad.pl"
    assert "Zaloguj się adresem nowa@przyklad.pl" in client.get(address).content.decode()


def test_invitation_with_a_wrong_key_is_not_found(client, county):
    invitation = make_invitation(make_organisation())

    assert client.get(f"/zaproszenie/{invitation.pk}/{'x' * 26}/").status_code == 404


def test_signer_names_somebody_who_shares_the_mailbox(signer):
    Organisation.objects.update(public_email="biuro@przyklad.pl")

    signer.post(PEOPLE, {"name": "Zofia Skrzynkowa", "email": ""})

    assert "przez skrzynkę organizacji" in signer.get(PEOPLE).content.decode()
