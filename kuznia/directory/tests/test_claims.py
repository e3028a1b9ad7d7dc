from dataclasses import replace

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.links import claim_url
from kuznia.directory.models import Claim, Organisation, Representation
from kuznia.directory.queries import organisations_visible_to
from kuznia.directory.queries.claims import link_to_claim, organisations_like
from kuznia.directory.queries.duplicates import likely_duplicates
from kuznia.directory.services import (
    accept_claim,
    add_organisation,
    claim_organisation,
    close_organisation,
    confirm_claim,
    refuse_claim,
    register_organisation,
    withdraw_claim,
)
from kuznia.directory.states import ClaimProof, ClaimState, OrganisationState, VerificationBasis
from kuznia.directory.tests.claim_factories import (
    herself,
    make_application,
    make_claim,
    make_entry,
)
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    make_record,
    office_actor,
)
from kuznia.files.intake import received
from kuznia.files.queries import files_of
from kuznia.files.tests.factories import PDF, upload
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor, LinkHolder, Visitor
from kuznia.notify.models import Message

pytestmark = pytest.mark.usefixtures("county")
REGISTER = VerificationBasis.REGISTER


def matters() -> list[str]:
    return sorted(Message.objects.values_list("matter", flat=True))


def letter_of(claim: Claim, matter: str) -> Message:
    return Message.objects.get(matter=f"directory.claim:{claim.pk}:{matter}")


def test_register_keeps_the_organisation_for_the_office_and_tells_whoever_registers():
    claim = make_application()

    assert claim.organisation.state == OrganisationState.APPLIED
    assert (claim.state, claim.founds, claim.may_sign) == (ClaimState.WAITING, True, True)
    assert matters() == [f"directory.claim:{claim.pk}:received"]


def test_register_shows_the_organisation_to_the_office_of_its_gmina_and_to_whoever_registers(
    county, pruszkow, brwinow
):
    me = herself()
    claim = make_application(actor=me, municipality=pruszkow)
    actors: list[Actor] = [
        me,
        office_actor(pruszkow.authorities.get()),
        office_actor(county),
        herself(),
        office_actor(brwinow.authorities.get()),
        Visitor(),
    ]

    seen = [organisations_visible_to(actor).filter(pk=claim.organisation_id).exists() for actor in actors]

    assert seen == [True, True, True, False, False, False]


def test_register_is_refused_when_the_directory_has_it_in_the_same_gmina(pruszkow):
    make_organisation("Klub Iskra", municipality=pruszkow)

    with pytest.raises(Refused) as refusal:
        make_application("Klub Iskra", municipality=pruszkow)

    assert refusal.value.message == "Organizacja o tej nazwie jest już w spisie, w tej samej gminie."
    assert Claim.objects.count() == 0


def test_register_is_refused_when_somebody_registered_it_a_moment_ago(pruszkow):
    make_application("Klub Iskra", municipality=pruszkow)

    with pytest.raises(Refused) as refusal:
        make_application("Klub Iskra", municipality=pruszkow)

    assert refusal.value.field == "name"


def test_register_is_forbidden_to_visitors():
    with pytest.raises(Forbidden) as refusal:
        make_application(actor=Visitor())

    assert refusal.value.message == "Najpierw się zaloguj: urząd musi wiedzieć, kto pyta."


def test_register_is_refused_by_a_mailbox_that_nobody_knows():
    with pytest.raises(Refused) as refusal:
        register_organisation(record=make_record(), entry=make_entry(ClaimProof.MAILBOX), actor=herself())

    assert refusal.value.message == "Urząd nie zna jeszcze adresu nowej organizacji."


def test_extract_is_kept_for_the_claim(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path
    entry = replace(make_entry(ClaimProof.EXTRACT), file=received(upload(PDF, "odpis.pdf")))

    claim = register_organisation(record=make_record(), entry=entry, actor=herself())

    assert [file.original_name for file in files_of(claim)] == ["odpis.pdf"]


def test_extract_is_asked_for_when_it_is_the_proof():
    with pytest.raises(Refused) as refusal:
        register_organisation(record=make_record(), entry=make_entry(ClaimProof.EXTRACT), actor=herself())

    assert (refusal.value.field, refusal.value.message) == (
        "file",
        "Dołącz plik z odpisem albo uchwałą.",
    )


def test_accept_takes_the_organisation_in_and_gives_the_role_on_its_basis(county):
    claim = make_application()

    accept_claim(claim=claim, basis=REGISTER, actor=office_actor(county))

    held = Representation.objects.get()
    assert Organisation.objects.get().state == OrganisationState.ACTIVE
    assert (held.person_id, held.function, held.basis) == (claim.person_id, "prezeska zarządu", REGISTER)
    assert (held.may_sign, held.may_edit, held.may_report) == (True, True, False)
    assert letter_of(claim, "accepted").to == claim.person.email


def test_accept_says_in_the_history_on_which_basis(county):
    claim = make_claim()

    accept_claim(claim=claim, basis=REGISTER, actor=office_actor(county))

    assert history_of(claim.organisation, audiences=list(Audience))[0].sentence == (
        "Maria Zgłaszająca może działać w imieniu organizacji: może podpisywać, może zmieniać dane. "
        "Podstawa: rejestr publiczny sprawdzony przez urząd."
    )


def test_accept_is_refused_when_it_is_decided_already(county):
    claim = make_claim()
    refuse_claim(claim=claim, reason="Nie ma w rejestrze.", actor=office_actor(county))

    with pytest.raises(Refused) as refusal:
        accept_claim(claim=claim, basis=REGISTER, actor=office_actor(county))

    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „odmowa”."


def test_accept_is_refused_when_the_organisation_has_closed(county):
    claim = make_claim()
    close_organisation(organisation=claim.organisation, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        accept_claim(claim=claim, basis=REGISTER, actor=office_actor(county))

    assert refusal.value.message == "Organizacja jest zamknięta, więc nikt nie działa w jej imieniu."


def test_accept_is_forbidden_to_the_office_of_another_gmina(pruszkow, brwinow):
    claim = make_application(municipality=pruszkow)

    with pytest.raises(Forbidden):
        accept_claim(claim=claim, basis=REGISTER, actor=office_actor(brwinow.authorities.get()))

    assert Representation.objects.count() == 0


def test_refuse_keeps_the_organisation_out_and_writes_why(county):
    claim = make_application()

    refuse_claim(claim=claim, reason="Nie ma jej w rejestrze.", actor=office_actor(county))

    assert Organisation.objects.get().state == OrganisationState.REFUSED
    assert letter_of(claim, "refused").letter["paragraphs"][0] == "Powód: Nie ma jej w rejestrze."


def test_refuse_asks_for_a_reason(county):
    with pytest.raises(Refused) as refusal:
        refuse_claim(claim=make_claim(), reason=" ", actor=office_actor(county))

    assert refusal.value.field == "reason"


def test_refused_organisation_may_be_registered_again_with_its_number(county, pruszkow):
    record = replace(make_record("Fundacja Miech", municipality=pruszkow), nip="5260250274")
    first = register_organisation(record=record, entry=make_entry(), actor=herself())
    refuse_claim(claim=first, reason="Za wcześnie.", actor=office_actor(county))

    again = register_organisation(record=record, entry=make_entry(), actor=herself())

    assert again.organisation.nip == "5260250274"


def test_second_founder_s_claim_keeps_the_organisation_when_the_first_is_refused(county):
    first = make_application()
    second = claim_organisation(organisation=first.organisation, entry=make_entry(), actor=herself())

    refuse_claim(claim=first, reason="Kto inny.", actor=office_actor(county))
    accept_claim(claim=second, basis=REGISTER, actor=office_actor(county))

    assert Organisation.objects.get().state == OrganisationState.ACTIVE
    assert Representation.objects.get().person_id == second.person_id


def test_withdraw_takes_the_application_back():
    me = herself()
    claim = make_application(actor=me)

    withdraw_claim(claim=claim, actor=me)

    assert Claim.objects.get().state == ClaimState.WITHDRAWN
    assert Organisation.objects.get().state == OrganisationState.REFUSED


def test_withdraw_leaves_an_organisation_of_the_directory():
    me = herself()
    claim = make_claim(actor=me)

    withdraw_claim(claim=claim, actor=me)

    assert Organisation.objects.get().state == OrganisationState.ACTIVE


def test_withdraw_is_forbidden_to_others():
    with pytest.raises(Forbidden) as refusal:
        withdraw_claim(claim=make_claim(), actor=herself())

    assert refusal.value.message == "Zgłoszenie może wycofać tylko osoba, która je wysłała."


def test_claim_is_refused_while_one_waits():
    me = herself()
    claim = make_claim(actor=me)

    with pytest.raises(Refused) as refusal:
        claim_organisation(organisation=claim.organisation, entry=make_entry(), actor=me)

    assert refusal.value.message == (
        "Twoje zgłoszenie do tej organizacji już czeka. Zobacz je na swojej stronie."
    )


def test_claim_is_refused_when_she_acts_for_it_already(county):
    me = herself()
    claim = make_claim(actor=me)
    accept_claim(claim=claim, basis=REGISTER, actor=office_actor(county))

    with pytest.raises(Refused) as refusal:
        claim_organisation(organisation=claim.organisation, entry=make_entry(), actor=me)

    assert (
        refusal.value.message == "Już działasz w imieniu tej organizacji: wybierz tę rolę na swojej stronie."
    )


def test_claim_is_refused_when_the_organisation_is_closed():
    organisation = make_organisation()
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        claim_organisation(organisation=organisation, entry=make_entry(), actor=herself())

    assert refusal.value.message == "Organizacja jest zamknięta, więc nikt nie działa w jej imieniu."


def test_claim_by_mailbox_is_refused_where_no_address_is_known():
    with pytest.raises(Refused) as refusal:
        claim_organisation(
            organisation=make_organisation(), entry=make_entry(ClaimProof.MAILBOX), actor=herself()
        )

    assert refusal.value.message == "Nie znamy adresu tej organizacji. Wybierz inne potwierdzenie."


def test_claim_by_mailbox_writes_to_the_organisation_alone():
    claim = make_claim(by_mailbox=True)

    message = Message.objects.get()
    assert (message.to, message.person) == ("biuro@przyklad.pl", None)
    assert message.letter["button"] == ["Zobacz i potwierdź", claim_url(claim)]


def test_confirm_by_the_mailbox_gives_the_role_at_once():
    claim = make_claim(by_mailbox=True)

    confirm_claim(claim=claim, actor=LinkHolder(opens=link_to_claim(claim)))

    assert Representation.objects.get().basis == VerificationBasis.MAILBOX
    assert Claim.objects.get().state == ClaimState.ACCEPTED


@pytest.mark.parametrize("opens", ["directory.claim:0", "directory.invitation:1"])
def test_confirm_is_forbidden_to_the_holder_of_another_link(opens):
    with pytest.raises(Forbidden) as refusal:
        confirm_claim(claim=make_claim(by_mailbox=True), actor=LinkHolder(opens=opens))

    assert refusal.value.message == "To zgłoszenie potwierdza tylko ten, kto czyta pocztę organizacji."


def test_confirm_is_forbidden_for_a_claim_by_statement():
    claim = make_claim()

    with pytest.raises(Forbidden):
        confirm_claim(claim=claim, actor=LinkHolder(opens=link_to_claim(claim)))

    assert Claim.objects.get().basis == ""


def test_alike_are_found_by_name_in_the_gmina_or_by_number(pruszkow, brwinow):
    here = make_organisation("Klub Żar", municipality=pruszkow)
    make_organisation("Klub Żar", municipality=brwinow)
    make_organisation("Klub Żarowy", municipality=pruszkow)
    numbered = add_organisation(record=replace(make_record("Inna"), nip="5260250274"), actor=HOUSE)

    found = organisations_like(name="KLUB ZAR", municipality=pruszkow, numbers={"nip": "5260250274"})

    assert found == [here, numbered]


def test_person_who_is_named_twice_is_one_claimant(county):
    person = make_person()
    first, second = make_claim("Jedna", actor=herself(person)), make_claim("Druga", actor=herself(person))

    accept_claim(claim=first, basis=REGISTER, actor=office_actor(county))
    accept_claim(claim=second, basis=REGISTER, actor=office_actor(county))

    assert Representation.objects.filter(person=person).count() == 2


def test_organisation_that_waits_for_the_office_is_nobody_s_likely_duplicate(pruszkow):
    make_application("Fundacja Ukryta", municipality=pruszkow)

    assert likely_duplicates(make_record("Fundacja Ukryta", municipality=pruszkow)) == []
