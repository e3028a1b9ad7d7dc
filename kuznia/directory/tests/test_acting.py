import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from pghistory.models import Context

from kuznia.directory.middleware import ROLE_KEY, acting
from kuznia.directory.models import Organisation
from kuznia.directory.services import end_representation
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    officer_of,
    representative_of,
    signed_in,
)
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import AsSelf, ForAuthority, ForOrganisation, OfficeRole, Visitor

ACT_AS = reverse("directory:act-as")


@pytest.fixture(autouse=True)
def demo(settings):
    settings.KUZNIA_DEMO = True


def acts(client):
    return client.get(reverse("directory:organisations")).wsgi_request.actor


def test_acting_asks_nothing_of_the_database_when_nobody_is_signed_in(rf: RequestFactory):
    request = rf.get("/")

    acting(lambda seen: HttpResponse())(request)

    assert actor_of(request) == Visitor()


@pytest.mark.django_db
def test_acting_is_as_a_visitor_when_the_session_is_made_up(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32

    assert acts(client) == Visitor()


@pytest.mark.django_db
def test_acting_is_in_her_own_name_when_she_only_represents(client):
    person = representative_of(make_organisation())

    assert acts(signed_in(client, person)) == AsSelf(person_id=person.pk, name=person.name)


def test_acting_is_for_the_office_when_she_works_in_one(client, county, pruszkow):
    actor = acts(signed_in(client, officer_of(pruszkow.authorities.get())))

    assert isinstance(actor, ForAuthority)
    assert (actor.role, actor.municipality_id) == (OfficeRole.OFFICER, pruszkow.pk)


@pytest.mark.django_db
def test_act_as_switches_to_the_organisation_and_goes_on(client):
    organisation = make_organisation()
    signed_in(client, representative_of(organisation))

    response = client.post(ACT_AS, {"role": f"organisation:{organisation.pk}", "next": "/organizacje/"})

    actor = acts(client)
    assert (response.status_code, response["Location"]) == (302, "/organizacje/")
    assert isinstance(actor, ForOrganisation)
    assert (actor.organisation_id, actor.may_edit, actor.may_sign) == (organisation.pk, True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", ""]
)
def test_act_as_goes_to_her_own_page_when_the_way_on_is_not_ours(client, target):
    signed_in(client, make_person())

    response = client.post(ACT_AS, {"role": "self", "next": target})

    assert response["Location"] == "/moja-strona/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", ["organisation:1", "authority:1:administrator", "", "self ", "\x00", "x" * 10_000]
)
def test_act_as_is_refused_when_she_does_not_have_the_role(client, role):
    signed_in(client, make_person())

    response = client.post(ACT_AS, {"role": role})

    assert response.status_code == 409
    assert "Nie masz już tej roli. Wybierz inną." in response.content.decode()


@pytest.mark.django_db
def test_act_as_shows_every_role_when_it_is_opened(client):
    organisation = make_organisation()
    signed_in(client, representative_of(organisation))

    response = client.get(ACT_AS, {"next": "/organizacje/"})

    assert [key for key, _role, _is_current in response.context["roles"]] == [
        f"organisation:{organisation.pk}",
        "self",
    ]


@pytest.mark.django_db
def test_act_as_sends_a_visitor_to_sign_in(client):
    response = client.post(ACT_AS, {"role": "self"})

    assert response["Location"].partition("?")[0] == reverse("account_login")


@pytest.mark.django_db
def test_acting_forgets_the_choice_when_the_role_has_ended(client):
    organisation = make_organisation()
    person = representative_of(organisation)
    session = signed_in(client, person).session
    session[ROLE_KEY] = f"organisation:{organisation.pk + 1}"
    session.save()

    assert isinstance(acts(client), AsSelf)
    assert ROLE_KEY not in client.session


@pytest.mark.django_db
def test_session_ends_when_a_role_ends(client):
    organisation = make_organisation()
    person = representative_of(organisation)
    signed_in(client, person)
    assert isinstance(acts(client), AsSelf)

    end_representation(representation=organisation.representations.get(), actor=HOUSE)

    assert acts(client) == Visitor()


def test_row_history_names_the_person_and_her_role_when_something_changes(client, county):
    person = officer_of(county)
    signed_in(client, person)

    client.post(reverse("directory:organisation-add"), {"kind": "informal_group", "name": "Grupa"})

    version = Organisation.objects.get().events.get()  # type: ignore[attr-defined]
    context = Context.objects.get(pk=version.pgh_context_id)
    assert context.metadata == {"person": person.pk, "role": f"authority:{county.pk}:officer"}
