import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority
from kuznia.directory.queries import posts_of, representatives_of, role_key, roles_of
from kuznia.directory.services import (
    appoint_officer,
    appoint_representative,
    change_representation,
    close_organisation,
    end_post,
    end_representation,
    end_roles_of,
)
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    office_actor,
    representative_actor,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, ForOrganisation, OfficeRole
from kuznia.people.services import add_person

ADMINISTRATOR, OFFICER, EDITOR = OfficeRole.ADMINISTRATOR, OfficeRole.OFFICER, OfficeRole.EDITOR
PARTIES = list(Audience)


def epoch(person):
    person.refresh_from_db()
    return person.session_epoch


def test_appoint_officer_gives_the_role_ends_sessions_and_says_so(county):
    person = make_person()

    post = appoint_officer(person=person, authority=county, role=OFFICER, actor=HOUSE)

    assert list(posts_of(county)) == [post]
    assert epoch(person) == 1
    assert history_of(county, audiences=PARTIES)[0].sentence == "Ewa Przykładowa ma rolę: urzędnik."


def test_appoint_officer_is_refused_when_she_has_the_role(county):
    person = make_person()
    appoint_officer(person=person, authority=county, role=OFFICER, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        appoint_officer(person=person, authority=county, role=OFFICER, actor=HOUSE)

    assert refusal.value.message == "Ta osoba ma już tę rolę w urzędzie."


def test_appoint_officer_is_refused_when_she_could_not_sign_in(county):
    person = add_person(name="Bez Adresu", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        appoint_officer(person=person, authority=county, role=OFFICER, actor=HOUSE)

    assert refusal.value.message == "Najpierw dodaj tej osobie adres e-mail: bez niego nie zaloguje się."


@pytest.mark.parametrize("role", [OFFICER, EDITOR])
def test_appoint_officer_is_forbidden_to_all_but_administrators(county, role):
    with pytest.raises(Forbidden) as refusal:
        appoint_officer(
            person=make_person(), authority=county, role=ADMINISTRATOR, actor=office_actor(county, role=role)
        )

    assert refusal.value.message == "Role w urzędzie nadaje i odbiera tylko administrator."


def test_appoint_officer_is_forbidden_to_a_gmina_s_administrator_outside_her_office(county, pruszkow):
    office = pruszkow.authorities.get()
    administrator = office_actor(office, role=ADMINISTRATOR)

    appoint_officer(person=make_person(), authority=office, role=OFFICER, actor=administrator)
    with pytest.raises(Forbidden) as refusal:
        appoint_officer(person=make_person(), authority=county, role=OFFICER, actor=administrator)

    assert refusal.value.message == "Role w urzędzie nadaje i odbiera tylko administrator."


def test_end_post_ends_the_role_and_the_sessions(county):
    person = make_person()
    post = appoint_officer(person=person, authority=county, role=OFFICER, actor=HOUSE)

    end_post(post=post, actor=office_actor(county, role=ADMINISTRATOR))

    assert roles_of(person) == [AsSelf(person_id=person.pk, name=person.name)]
    assert epoch(person) == 2
    assert history_of(county, audiences=PARTIES)[0].sentence == "Ewa Przykładowa nie ma już roli: urzędnik."


def test_end_post_is_refused_for_the_last_administrator_until_there_is_another(county):
    post = appoint_officer(person=make_person(), authority=county, role=ADMINISTRATOR, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        end_post(post=post, actor=HOUSE)
    appoint_officer(person=make_person(), authority=county, role=ADMINISTRATOR, actor=HOUSE)

    assert refusal.value.message == "To ostatni administrator. Najpierw daj tę rolę komuś innemu."
    assert end_post(post=post, actor=HOUSE).until_at is not None


def test_end_post_is_refused_when_it_has_ended(county):
    post = appoint_officer(person=make_person(), authority=county, role=OFFICER, actor=HOUSE)
    end_post(post=post, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        end_post(post=post, actor=HOUSE)

    assert refusal.value.message == "Ta rola już się zakończyła."


def test_appoint_representative_gives_the_rights_and_says_so_to_the_parties(county):
    organisation, person = make_organisation(), make_person()

    appoint_representative(
        organisation=organisation, person=person, may_sign=True, may_edit=True, actor=office_actor(county)
    )

    expected = "Ewa Przykładowa może działać w imieniu organizacji: może podpisywać, może zmieniać dane."
    assert history_of(organisation, audiences=[Audience.PARTIES])[0].sentence == expected
    assert epoch(person) == 1


@pytest.mark.django_db
def test_appoint_representative_is_refused_when_she_is_one():
    organisation, person = make_organisation(), make_person()
    appoint_representative(organisation=organisation, person=person, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        appoint_representative(organisation=organisation, person=person, actor=HOUSE)

    assert refusal.value.message == "Ta osoba już reprezentuje organizację."


@pytest.mark.django_db
def test_appoint_representative_is_refused_when_the_organisation_is_closed():
    organisation = make_organisation()
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        appoint_representative(organisation=organisation, person=make_person(), actor=HOUSE)

    assert refusal.value.message == "Organizacja jest zamknięta, więc nikt nie działa w jej imieniu."


@pytest.mark.django_db
def test_appoint_representative_is_forbidden_to_representatives():
    organisation = make_organisation()

    with pytest.raises(Forbidden) as refusal:
        appoint_representative(
            organisation=organisation, person=make_person(), actor=representative_actor(organisation)
        )

    assert refusal.value.message == "Może to zrobić tylko urzędnik powiatu albo gminy tej organizacji."


@pytest.mark.django_db
def test_change_representation_ends_sessions_only_when_rights_differ():
    organisation, person = make_organisation(), make_person()
    held = appoint_representative(organisation=organisation, person=person, may_edit=True, actor=HOUSE)

    change_representation(representation=held, may_sign=False, may_edit=True, may_report=False, actor=HOUSE)
    before = epoch(person)
    change_representation(representation=held, may_sign=True, may_edit=True, may_report=True, actor=HOUSE)

    assert (before, epoch(person)) == (1, 2)
    assert history_of(organisation, audiences=PARTIES)[0].sentence == (
        "Zmieniono uprawnienia: Ewa Przykładowa może podpisywać, może zmieniać dane, może składać sprawozdania."
    )


@pytest.mark.django_db
def test_end_representation_ends_the_role_and_is_refused_the_second_time():
    organisation, person = make_organisation(), make_person()
    held = appoint_representative(organisation=organisation, person=person, actor=HOUSE)
    end_representation(representation=held, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        end_representation(representation=held, actor=HOUSE)

    assert refusal.value.message == "Ta osoba nie reprezentuje już organizacji."
    assert list(representatives_of(organisation, actor=HOUSE)) == []


def test_roles_of_stand_with_the_county_first_and_herself_last(county, pruszkow):
    person, organisation = make_person(), make_organisation()
    appoint_representative(organisation=organisation, person=person, may_sign=True, actor=HOUSE)
    appoint_officer(person=person, authority=pruszkow.authorities.get(), role=ADMINISTRATOR, actor=HOUSE)
    for role in (EDITOR, OFFICER):
        appoint_officer(person=person, authority=county, role=role, actor=HOUSE)

    keys = [role_key(role) for role in roles_of(person)]

    gmina = Authority.objects.get(teryt="142102")
    assert keys == [
        f"authority:{county.pk}:officer",
        f"authority:{county.pk}:editor",
        f"authority:{gmina.pk}:administrator",
        f"organisation:{organisation.pk}",
        "self",
    ]


@pytest.mark.django_db
def test_roles_of_leave_out_an_organisation_that_is_closed():
    person, organisation = make_person(), make_organisation()
    appoint_representative(organisation=organisation, person=person, actor=HOUSE)
    assert isinstance(roles_of(person)[0], ForOrganisation)

    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    assert [role_key(role) for role in roles_of(person)] == ["self"]


def test_end_roles_of_ends_every_role_of_the_person(county):
    person = make_person()
    appoint_officer(person=person, authority=county, role=OFFICER, actor=HOUSE)
    appoint_representative(organisation=make_organisation(), person=person, actor=HOUSE)

    assert end_roles_of(person=person, actor=HOUSE) == 2
    assert [role_key(role) for role in roles_of(person)] == ["self"]
