from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from kuznia.directory.models import Authority, Municipality, Post, Representation
from kuznia.directory.services import Away, change_organisation, name_stand_in
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    make_record,
    make_venue,
    officer_of,
    representative_of,
    signed_in,
)
from kuznia.directory.tests.pages import opened, send
from kuznia.lib.policy import OfficeRole


@pytest.fixture(autouse=True)
def demo(settings):
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_PAGE_CACHE = False


@pytest.fixture
def administrator(client, county):
    return signed_in(client, officer_of(county, role=OfficeRole.ADMINISTRATOR))


def edit_url(organisation, name):
    return reverse(f"directory:{name}", args=[organisation.slug])


def test_administrator_changes_the_county_and_gives_and_ends_roles(administrator, county):
    county_url, posts = reverse("directory:county"), reverse("directory:posts")

    typed = {"name": county.name, "locative": county.locative, "phone": "22 738 14 00"}
    send(administrator, county_url, typed)
    administrator.post(
        posts, {"name": "Anna", "email": "a@przyklad.pl", "authority": county.pk, "role": "officer"}
    )
    given = Post.objects.get(role="officer")
    administrator.post(reverse("directory:post-end", args=[given.pk]))
    given.refresh_from_db()

    assert "22 738 14 00" in administrator.get(county_url).content.decode()
    assert given.until_at is not None
    assert administrator.get(posts).status_code == 200


def test_ending_a_role_asks_back_first_and_names_who_stands_in(administrator, county, stopped_clock):
    post = Post.objects.get(person=officer_of(county))
    away = Away(since_on=date(2026, 11, 16), until_on=date(2026, 11, 20))
    name_stand_in(post=post, person=make_person("Zofia Zastępcza"), away=away, actor=HOUSE)

    asked = administrator.get(reverse("directory:post-end", args=[post.pk])).content.decode()

    post.refresh_from_db()
    assert "Osoba, która ją ma (Jan Urzędowy), zostanie wylogowana" in asked
    assert "W tej roli nie będzie już zastępować: Zofia Zastępcza." in asked
    assert f'href="{reverse("directory:posts")}">Wróć bez kończenia' in asked
    assert post.until_at is None


def test_administrator_reads_why_the_last_one_stays(administrator):
    post = Post.objects.get(role="administrator")

    response = administrator.post(reverse("directory:post-end", args=[post.pk]))

    assert response.status_code == 409
    assert "To ostatni administrator. Najpierw daj tę rolę komuś innemu." in response.content.decode()


def test_administrator_of_a_gmina_keeps_the_people_of_her_office_only(client, county, pruszkow):
    mine = signed_in(client, officer_of(pruszkow.authorities.get(), role=OfficeRole.ADMINISTRATOR))
    officer_of(county)
    other = Post.objects.get(authority=county)

    listed = mine.get(reverse("directory:posts")).context["posts"]

    assert [post.authority.name for post in listed] == ["Miasto Pruszków"]
    assert mine.get(reverse("directory:county"))["Location"] == reverse("directory:posts")
    assert mine.post(reverse("directory:post-end", args=[other.pk])).status_code == 404


def as_representative(client, organisation, **rights):
    signed_in(client, representative_of(organisation, **rights))
    client.post(reverse("directory:act-as"), {"role": f"organisation:{organisation.pk}"})
    return client


def test_representative_changes_what_her_organisation_says_but_not_what_registers_say(client, county):
    organisation = make_organisation()
    own = as_representative(client, organisation)

    typed = {"mission": "Pomagamy", "name": "Inna", "opp": "on", "krs": "1"}
    send(own, edit_url(organisation, "my-organisation"), typed)

    organisation.refresh_from_db()
    kept = (organisation.mission, organisation.name, organisation.opp, organisation.krs)
    assert kept == ("Pomagamy", "Stowarzyszenie Przykładowe", False, "")
    assert own.get(edit_url(organisation, "my-organisation")).status_code == 200
    assert own.get(edit_url(organisation, "my-representatives")).status_code == 200


def test_representative_keeps_what_the_office_saved_while_she_typed(client, county):
    organisation = make_organisation()
    own, url = as_representative(client, organisation), edit_url(organisation, "my-organisation")
    marks = opened(own, url)
    office = replace(make_record("Nowa Nazwa"), website="https://urzad.pl")
    change_organisation(organisation=organisation, record=office, actor=HOUSE)

    own.post(url, {"mission": "Pomagamy", **marks})

    organisation.refresh_from_db()
    kept = (organisation.name, organisation.website, organisation.mission)
    assert kept == ("Nowa Nazwa", "https://urzad.pl", "Pomagamy")


def test_representative_sees_both_and_decides_when_the_office_changed_the_same(client, county):
    organisation = make_organisation()
    own, url = as_representative(client, organisation), edit_url(organisation, "my-organisation")
    typed = {"mission": "Pomagamy", **opened(own, url)}
    office = replace(make_record(), mission="Uczymy", website="https://urzad.pl")
    change_organisation(organisation=organisation, record=office, actor=HOUSE)

    asked = own.post(url, typed)
    own.post(url, {**typed, "marks": asked.context["form"]["marks"].value()})

    page = asked.content.decode()
    assert all(words in page for words in ("Ktoś zmienił te same pola", "Uczymy", 'value="Pomagamy"'))
    organisation.refresh_from_db()
    assert (organisation.mission, organisation.website) == ("Pomagamy", "https://urzad.pl")


def test_representative_does_not_reach_another_organisation_s_people(client, county):
    other = make_organisation("Cudza")
    representative_of(other)
    own = as_representative(client, make_organisation("Własna"))
    held = Representation.objects.get(organisation=other)

    assert own.get(edit_url(other, "my-organisation")).status_code == 404
    assert own.post(edit_url(other, "my-organisation"), {"mission": "x"}).status_code == 404
    assert own.get(edit_url(other, "my-representatives")).status_code == 404
    assert own.get(edit_url(other, "representatives")).status_code == 403
    assert own.post(reverse("directory:representative-end", args=[other.slug, held.pk])).status_code == 403


def test_representative_without_the_right_reads_why_not(client, county):
    organisation = make_organisation()
    own = as_representative(client, organisation, may_edit=False)

    response = own.get(edit_url(organisation, "my-organisation"))

    assert response.status_code == 403
    assert "Dane organizacji zmienia jej przedstawiciel z takim prawem" in response.content.decode()


def test_representative_is_asked_for_whom_she_acts_when_she_acts_for_herself(client, county):
    organisation = make_organisation()
    url = edit_url(organisation, "my-organisation")
    signed_in(client, representative_of(organisation))

    assert (
        client.get(url)["Location"]
        == f"{reverse('directory:act-as')}?next=%2Fmoje%2Forganizacje%2F{organisation.slug}%2F"
    )


def test_visitor_signs_in_first_and_comes_back(client, county):
    url = reverse("directory:desk-organisations")

    assert client.get(url)["Location"] == f"{reverse('account_login')}?next=/urzad/organizacje/"


def test_county_page_is_not_there_before_the_county_is_set_up(client, county):
    signed_in(client, officer_of(county, role=OfficeRole.ADMINISTRATOR))
    Authority.objects.filter(pk=county.pk).update(kind="gmina", municipality=Municipality.objects.first())

    assert client.get(reverse("directory:county")).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("desk-organisations", 9), ("venues", 5), ("posts", 8)])
def test_desk_asks_the_same_number_of_queries_however_long_the_list_is(
    administrator, county, pruszkow, rows, name, queries, django_assert_num_queries
):
    url = reverse(f"directory:{name}")
    for number in range(rows):
        make_organisation(f"Organizacja {number}", municipality=pruszkow)
        make_venue(f"Dom {number}", municipality=pruszkow)
        officer_of(county)
    administrator.get(url)

    with django_assert_num_queries(queries):
        administrator.get(url)


@pytest.mark.parametrize("rows", [1, 30])
def test_representatives_ask_the_same_number_of_queries_however_many_there_are(
    administrator, rows, django_assert_num_queries
):
    organisation = make_organisation()
    for _number in range(rows):
        representative_of(organisation)
    url = edit_url(organisation, "representatives")
    administrator.get(url)

    with django_assert_num_queries(6):
        administrator.get(url)


@pytest.mark.parametrize(
    "name",
    ["organisation-add", "venue-add", "venue-edit", "room-add", "organisation-close", "representative-edit"],
)
def test_form_of_the_desk_opens(administrator, name):
    organisation, venue = make_organisation(), make_venue()
    representative_of(organisation)
    arguments: dict[str, list[object]] = {
        "venue-edit": [venue.pk],
        "room-add": [venue.pk],
        "organisation-close": [organisation.slug],
        "representative-edit": [organisation.slug, Representation.objects.get().pk],
    }

    assert administrator.get(reverse(f"directory:{name}", args=arguments.get(name))).status_code == 200


def test_number_that_no_row_can_have_is_not_found(administrator):
    assert administrator.get("/urzad/miejsca/99999999999999999999999/").status_code == 404
