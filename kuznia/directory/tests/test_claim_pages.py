from datetime import timedelta

import pytest
from django.urls import reverse

from kuznia.directory.answers_claims import FILES, PERSONAL_DATA, TODO
from kuznia.directory.links import claim_key_of
from kuznia.directory.models import Claim, Organisation, Representation
from kuznia.directory.services import refuse_claim
from kuznia.directory.states import ClaimState, OrganisationState
from kuznia.directory.tests.claim_factories import (
    herself,
    make_application,
    make_claim,
    make_invitation,
)
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    office_actor,
    officer_of,
    representative_actor,
    signed_in,
)
from kuznia.files.models import StoredFile
from kuznia.files.tests.factories import PDF, upload
from kuznia.lib.policy import Actor, Visitor
from kuznia.ui.dates import day

REGISTER = "/zglos-organizacje/"
TYPED = {
    "kind": "informal_group",
    "name": "Sąsiedzi z Ołtarzewa",
    "municipality": "-",
    "mission": "Sadzimy drzewa.",
    "function": "liderka",
    "may_edit": "on",
    "states": "on",
}


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.KUZNIA_DEMO = True


@pytest.fixture
def me():
    return make_person("Maria Zgłaszająca")


@pytest.fixture
def browser(client, county, me):
    return signed_in(client, me)


@pytest.fixture
def desk(client, county):
    return signed_in(client, officer_of(county))


def test_visitor_signs_in_between_and_finds_what_she_typed(client, county, me):
    sent = client.post(REGISTER, TYPED)
    signed_in(client, me)

    page = client.get(REGISTER)

    assert sent["Location"] == f"{reverse('account_login')}?next={REGISTER}"
    assert page.context["form"]["name"].value() == "Sąsiedzi z Ołtarzewa"
    assert Organisation.objects.count() == 0


def test_visitor_reads_what_to_correct_before_she_signs_in(client, county):
    page = client.post(REGISTER, {**TYPED, "name": ""})

    assert page.context["form"].errors["name"] == ["Uzupełnij pole „Pełna nazwa”."]


def test_registered_organisation_waits_and_leads_to_its_claim(browser):
    sent = browser.post(REGISTER, TYPED)

    claim = Claim.objects.get()
    assert sent["Location"] == f"/moje/zgloszenia/{claim.pk}/"
    page = browser.get(sent["Location"]).content.decode()
    assert "Zgłoszenie jest w urzędzie" in page
    assert f"Urząd odpowie do</dt><dd>{day(claim.made_at + timedelta(days=14))}" in " ".join(page.split())
    assert browser.get(f"/organizacje/{claim.organisation.slug}/").status_code == 200


def test_registering_twice_by_two_clicks_leads_to_the_same_claim(browser):
    first = browser.post(REGISTER, TYPED)
    second = browser.post(REGISTER, TYPED)

    assert first["Location"] == second["Location"]


def test_applied_organisation_is_nowhere_in_public(client, county):
    claim = make_application("Fundacja Ukryta")

    assert client.get(f"/organizacje/{claim.organisation.slug}/").status_code == 404
    assert "Ukryta" not in client.get("/organizacje/").content.decode()


def test_same_name_is_offered_to_be_claimed_and_keeps_what_was_typed(browser):
    organisation = make_organisation("Sąsiedzi z Ołtarzewa")

    page = browser.post(REGISTER, TYPED)
    claimed = browser.post(REGISTER, {**TYPED, "existing": organisation.slug})

    assert page.context["alike"] == [(organisation, False)]
    assert page.context["form"]["function"].value() == "liderka"
    assert claimed["Location"] == f"/moje/zgloszenia/{Claim.objects.get().pk}/"
    assert Claim.objects.get().organisation == organisation


def test_application_of_another_founder_is_offered_without_its_name(browser):
    make_application("SĄSIEDZI z Ołtarzewa")

    page = browser.post(REGISTER, TYPED)

    assert "ktoś niedawno zgłosił tę organizację" in page.content.decode()
    assert "SĄSIEDZI" not in page.content.decode()


def test_wrong_number_is_said_at_its_field(browser):
    page = browser.post(REGISTER, {**TYPED, "kind": "ngo", "legal_form": "association", "nip": "123"})

    assert list(page.context["form"].errors) == ["nip"]


def test_group_with_a_number_is_refused_in_words(browser):
    page = browser.post(REGISTER, {**TYPED, "nip": "5260250274"})

    assert list(page.context["form"].errors) == ["kind"]
    assert Claim.objects.count() == 0


def test_claim_page_offers_the_mailbox_first_where_it_is_known(browser):
    organisation = make_organisation()
    Organisation.objects.update(public_email="biuro@przyklad.pl")

    page = browser.get(f"/organizacje/{organisation.slug}/to-moja/")

    assert page.context["form"]["proof"].initial == "mailbox"


def test_claim_is_sent_with_a_file_and_the_second_click_leads_to_it(browser, settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path
    address = f"/organizacje/{make_organisation().slug}/to-moja/"
    typed = {"function": "prezes", "proof": "extract", "states": "on", "file": upload(PDF, "odpis.pdf")}

    sent = browser.post(address, typed)

    assert sent["Location"] == browser.post(address, {})["Location"]
    assert StoredFile.objects.get().owner_label == "directory.Claim"


def test_claim_without_its_file_says_so_at_the_field(browser):
    address = f"/organizacje/{make_organisation().slug}/to-moja/"

    page = browser.post(address, {"function": "prezes", "proof": "extract", "states": "on"})

    assert page.context["form"].errors == {"file": ["Dołącz plik z odpisem albo uchwałą."]}


def test_profile_leads_to_the_claim_of_whoever_may_make_one(client, county):
    organisation = make_organisation()
    address = f"/organizacje/{organisation.slug}/to-moja/"

    page = client.get(f"/organizacje/{organisation.slug}/").content.decode()

    assert address in page
    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_own_claim_is_withdrawn_once_however_often_the_button_is_pressed(browser, me):
    claim = make_claim(actor=herself(me))
    for _click in range(2):
        browser.post(f"/moje/zgloszenia/{claim.pk}/cofnij/")

    assert Claim.objects.get().state == ClaimState.WITHDRAWN
    assert "Zgłoszenie wycofane" in browser.get(f"/moje/zgloszenia/{claim.pk}/").content.decode()


def test_refused_claim_says_why(browser, me):
    claim = make_claim(actor=herself(me))
    refuse_claim(claim=claim, reason="Nie ma w rejestrze.", actor=HOUSE)

    assert "Powód: Nie ma w rejestrze." in browser.get(f"/moje/zgloszenia/{claim.pk}/").content.decode()


def test_link_of_the_mailbox_shows_and_only_a_button_confirms(client, county):
    claim = make_claim(by_mailbox=True)
    address = f"/zgloszenie/{claim.pk}/{claim_key_of(claim)}/"
    shown = client.get(address).content.decode()
    untouched = Claim.objects.get().state

    for _click in range(2):
        client.post(address)

    assert ("Maria Zgłaszająca" in shown, untouched) == (True, ClaimState.WAITING)
    assert Representation.objects.count() == 1
    assert "Dziękujemy, potwierdzono" in client.get(address).content.decode()


@pytest.mark.parametrize("by_mailbox", [True, False])
def test_link_with_a_wrong_key_is_not_found(client, county, by_mailbox):
    claim = make_claim(by_mailbox=by_mailbox)
    key = "x" * 26 if by_mailbox else claim_key_of(claim)

    assert client.get(f"/zgloszenie/{claim.pk}/{key}/").status_code == 404


def test_desk_lists_what_waits_and_accepts_it(desk):
    claim = make_application()
    listed = desk.get("/urzad/zgloszenia/").content.decode()

    sent = desk.post(f"/urzad/zgloszenia/{claim.pk}/potwierdz/", {"basis": "register"})

    assert ("Stowarzyszenie Nowe" in listed, sent["Location"]) == (True, f"/urzad/zgloszenia/{claim.pk}/")
    assert Organisation.objects.get().state == OrganisationState.ACTIVE
    assert "Stowarzyszenie Nowe" in desk.get("/urzad/zgloszenia/").content.decode()


def test_desk_refuses_with_a_reason_only(desk):
    claim = make_claim()
    address = f"/urzad/zgloszenia/{claim.pk}/odmow/"

    page = desk.post(address, {"reason": ""})
    desk.post(address, {"reason": "Nie ma w rejestrze."})

    assert page.context["form"].errors["reason"] == ["Uzupełnij pole „Dlaczego, w jednym zdaniu”."]
    assert Claim.objects.get().state == ClaimState.REFUSED


def test_desk_keeps_the_page_when_somebody_else_has_decided(desk):
    claim = make_claim()
    refuse_claim(claim=claim, reason="Nie.", actor=HOUSE)

    page = desk.post(f"/urzad/zgloszenia/{claim.pk}/potwierdz/", {"basis": "register"})

    assert page.context["form"].non_field_errors() == ["Tego już nie można zrobić: obecny stan to „odmowa”."]


def test_desk_of_an_officer_does_not_show_her_own_claim_elsewhere(client, pruszkow, brwinow):
    officer = officer_of(brwinow.authorities.get())
    claim = make_application(actor=herself(officer), municipality=pruszkow)

    assert signed_in(client, officer).get(f"/urzad/zgloszenia/{claim.pk}/").status_code == 404


def test_waiting_claim_stands_among_what_waits_for_the_office(county, pruszkow):
    make_application(municipality=pruszkow)
    make_claim("Zastana")

    titles = [item.title for item in TODO.todo_items(office_actor(county))]

    assert titles == [
        "Rozstrzygnij o nowej organizacji: Stowarzyszenie Nowe",
        "Rozstrzygnij, kto działa w imieniu: Zastana",
    ]


def test_proof_is_read_by_whoever_claims_and_by_the_office(county):
    me = herself()
    claim = make_claim(actor=me)
    readers: list[Actor] = [
        me,
        office_actor(county),
        herself(),
        representative_actor(claim.organisation),
        Visitor(),
    ]

    assert [FILES.may_read(reader, claim.pk) for reader in readers] == [True, True, False, False, False]


def test_claims_and_invitations_are_exported_and_erased(county, me):
    claim = make_application(actor=herself(me))
    make_invitation(make_organisation("Inna"), email=me.email)
    kept = PERSONAL_DATA.export(me.pk)

    count = PERSONAL_DATA.erase(me.pk)

    claim.refresh_from_db()
    assert [row["function"] for row in kept] == ["prezeska zarządu", ""]
    assert (count, claim.function, claim.state) == (2, "—", ClaimState.WITHDRAWN)
    assert Organisation.objects.get(pk=claim.organisation_id).state == OrganisationState.REFUSED


def test_nothing_is_kept_of_somebody_without_an_address(county):
    person = make_person()
    person.email = None
    person.save()

    assert (PERSONAL_DATA.export(person.pk), PERSONAL_DATA.erase(person.pk)) == ([], 0)


def test_my_page_shows_claims_and_leads_to_registering(browser, me):
    claim = make_claim(actor=herself(me))

    page = browser.get("/moja-strona/").content.decode()

    assert (f"/moje/zgloszenia/{claim.pk}/" in page, REGISTER in page) == (True, True)


def test_legal_form_says_of_whom_it_is_demanded(browser):
    field = browser.get(REGISTER).context["form"]["legal_form"]

    assert field.is_optional is False
    assert field.help_text == (
        "Dla organizacji pozarządowej wymagana; grupa nieformalna i instytucja jej nie mają"
    )
