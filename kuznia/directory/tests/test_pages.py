import json
import re
from datetime import date

import pytest
from django.urls import reverse

from kuznia.directory.models import Membership, Organisation, Representation, Room, Venue
from kuznia.directory.services import RoomRecord, add_membership, add_room, close_organisation
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_venue,
    officer_of,
    representative_of,
    signed_in,
)
from kuznia.directory.tests.pages import send

LIST = reverse("directory:organisations")
ADD = reverse("directory:organisation-add")
HOSTILE = ["<script>alert(1)</script>", "مرحبا بكم", "🌳" * 40, "=1+1", '"><img src=x onerror=alert(1)>']


@pytest.fixture(autouse=True)
def demo(settings):
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_PAGE_CACHE = False


@pytest.fixture
def officer(client, county):
    return signed_in(client, officer_of(county))


def edit_url(organisation, name="organisation-edit"):
    return reverse(f"directory:{name}", args=[organisation.slug])


def errors(response):
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def schema_of(response):
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S
    )
    return json.loads(blocks[0])


def typed(**changed):
    return {"kind": "ngo", "name": "Fundacja Iskra", "legal_form": "foundation", **changed}


def test_list_shows_active_organisations_and_the_chosen_filters(client, pruszkow):
    make_organisation("Kuźnia Sąsiedzka", municipality=pruszkow)
    close_organisation(organisation=make_organisation("Zamknięta"), reason="Koniec.", actor=HOUSE)

    response = client.get(LIST, {"gmina": "142102", "q": "kuznia"})

    assert [row.name for row in response.context["page"]] == ["Kuźnia Sąsiedzka"]
    assert [(chip.label, chip.url) for chip in response.context["listing"].chips] == [
        ("kuznia", "?gmina=142102"),
        ("Pruszków", "?q=kuznia"),
    ]


@pytest.mark.parametrize("words", ["nic takiego", "\x00", "%", "x" * 5000, *HOSTILE])
def test_list_says_that_nothing_fits_when_it_does_not(client, county, words):
    make_organisation()

    response = client.get(LIST, {"q": words, "page": "-7", "sfera": words})

    assert response.status_code == 200
    assert words[:20] not in response.content.decode() or "<" not in words


@pytest.mark.parametrize("rows", [1, 30])
def test_list_asks_the_same_number_of_queries_however_long_it_is(
    client, pruszkow, rows, django_assert_num_queries
):
    for number in range(rows):
        make_organisation(f"Organizacja {number}", municipality=pruszkow)
    client.get(LIST)

    with django_assert_num_queries(4):
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 30])
def test_profile_asks_the_same_number_of_queries_however_many_ties_it_has(
    client, county, rows, django_assert_max_num_queries
):
    federation = make_organisation("Federacja")
    for number in range(rows):
        add_membership(member=make_organisation(f"Członek {number}"), federation=federation, actor=HOUSE)
    client.get(edit_url(federation, "organisation"))

    with django_assert_max_num_queries(99):
        client.get(edit_url(federation, "organisation"))


@pytest.mark.parametrize("name", HOSTILE)
def test_profile_escapes_whatever_name_was_typed(client, county, name):
    organisation = make_organisation(name)

    response = client.get(edit_url(organisation, "organisation"))

    assert schema_of(response)["name"] == name
    assert name not in response.content.decode() or "<" not in name


def test_profile_of_a_closed_organisation_stays_readable_and_says_so(client, county, stopped_clock):
    organisation = make_organisation()
    close_organisation(organisation=organisation, reason="Tajny powód.", actor=HOUSE)

    page = client.get(edit_url(organisation, "organisation")).content.decode()

    assert "Ta organizacja zakończyła działalność. Urząd zaznaczył to 16 listopada 2026." in page
    assert "Oznaczono, że organizacja zakończyła działalność." in page
    assert "Tajny powód." not in page


@pytest.mark.django_db
def test_profile_is_not_found_when_there_is_no_such_organisation(client):
    assert client.get("/organizacje/nie-ma-takiej/").status_code == 404


def test_profile_shows_english_texts_to_who_reads_english(client, county):
    organisation = make_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(
        mission="Pomagamy", description="Opis", mission_en="We help"
    )

    page = client.get(f"/en{edit_url(organisation, 'organisation')}").content.decode()

    assert '<p class="lead">We help</p>' in page
    assert '<div class="prose mt4" lang="pl">' in page


def test_officer_adds_an_organisation(officer, pruszkow):
    response = officer.post(ADD, typed(municipality=pruszkow.pk, nip="123-456-32-18", spheres=["1", "33"]))

    added = Organisation.objects.get()
    assert response["Location"] == reverse("directory:desk-organisations")
    assert (added.slug, added.nip, added.municipality) == ("fundacja-iskra", "1234563218", pruszkow)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"nip": "1234563219"},
            {"nip": ["To nie jest NIP: sprawdź 10 cyfr, któraś jest błędna albo jej brakuje."]},
        ),
        ({"krs": "abc"}, {"krs": ["Numer KRS ma 10 cyfr, na przykład 0000123456."]}),
        ({"legal_form": ""}, {"legal_form": ["Wybierz formę prawną organizacji."]}),
        ({"name": ""}, {"name": ["Uzupełnij pole „Pełna nazwa”."]}),
        (
            {"website": "javascript:alert(1)"},
            {"website": ["Wpisz adres strony, na przykład https://przyklad.pl."]},
        ),
    ],
)
def test_officer_reads_at_the_field_what_to_correct_when_adding(officer, changed, expected):
    response = officer.post(ADD, typed(**changed))

    assert errors(response) == expected
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    "field", ["name", "mission", "description", "address", "other_register", "public_phone"]
)
@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b", "zły\u202etekst"])
def test_officer_loses_nothing_when_a_text_is_refused(officer, field, text):
    response = officer.post(ADD, typed(**{field: text}))

    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert Organisation.objects.count() == 0


def test_officer_changes_and_closes_and_reopens_an_organisation(officer):
    organisation = make_organisation()

    send(officer, edit_url(organisation), typed())
    officer.post(edit_url(organisation, "organisation-close"), {"reason": "Wykreślona."})
    closed = Organisation.objects.get()
    officer.post(edit_url(organisation, "organisation-reopen"), {"reason": "Pomyłka."})

    assert (closed.name, closed.state) == ("Fundacja Iskra", "closed")
    assert Organisation.objects.get().state == "active"
    assert officer.get(edit_url(organisation)).status_code == 200


def test_officer_of_a_gmina_reads_why_not_when_the_organisation_is_of_another(client, pruszkow, brwinow):
    organisation = make_organisation(municipality=brwinow)
    signed_in(client, officer_of(pruszkow.authorities.get()))

    statuses = [
        client.get(edit_url(organisation, name)).status_code for name in ("organisation-edit", "memberships")
    ]

    assert statuses == [403, 403]
    assert client.get(edit_url(organisation, "representatives")).status_code == 404


def test_officer_of_a_gmina_adds_in_her_own_only(client, pruszkow, brwinow):
    signed_in(client, officer_of(pruszkow.authorities.get()))

    refused = client.post(ADD, typed(municipality=brwinow.pk))
    client.post(ADD, typed(municipality=pruszkow.pk))

    assert list(errors(refused)) == ["municipality"]
    assert Organisation.objects.get().municipality == pruszkow


def test_officer_appoints_changes_and_ends_a_representative(officer):
    organisation = make_organisation()
    people = edit_url(organisation, "representatives")

    officer.post(people, {"name": "Ola Nowa", "email": "Ola@Przyklad.pl", "may_edit": "on"})
    held = Representation.objects.get()
    officer.post(
        reverse("directory:representative-edit", args=[organisation.slug, held.pk]), {"may_sign": "on"}
    )
    held.refresh_from_db()
    officer.post(reverse("directory:representative-end", args=[organisation.slug, held.pk]))

    assert (held.person.email, held.may_sign, held.may_edit) == ("ola@przyklad.pl", True, False)
    assert not Representation.objects.filter(until_at__isnull=True).exists()


def test_representation_of_another_organisation_is_not_there(officer):
    representative_of(make_organisation("Pierwsza"))
    held = Representation.objects.get()
    other = make_organisation("Druga")

    url = reverse("directory:representative-edit", args=[other.slug, held.pk])

    assert officer.get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Feder", ["Tak nazywa się kilka organizacji: Federacja, Federacja Młodych. Wpisz pełną nazwę."]),
        ("Nie ma", ["W spisie nie ma organizacji o nazwie „Nie ma”."]),
    ],
)
def test_officer_reads_which_name_to_type_when_it_is_not_clear(officer, name, expected):
    member = make_organisation("Koło")
    for other in ("Federacja", "Federacja Młodych"):
        make_organisation(other)

    response = officer.post(edit_url(member, "memberships"), {"federation": name})

    assert errors(response) == {"federation": expected}


def test_officer_adds_and_ends_a_membership(officer):
    member, federation = make_organisation("Koło"), make_organisation("Federacja")
    make_organisation("Federacja Młodych")
    url = edit_url(member, "memberships")

    officer.post(url, {"federation": "FEDERACJA", "since_on": "2012-12-01"})
    added = Membership.objects.get()
    assert (added.federation, added.since_on) == (federation, date(2012, 12, 1))
    assert officer.get(url).status_code == 200

    officer.post(reverse("directory:membership-end", args=[member.slug, added.pk]))

    assert Membership.objects.count() == 0


def test_officer_keeps_venues_and_rooms(officer, pruszkow):
    officer.post(
        reverse("directory:venue-add"),
        {
            "name": "MCKiS",
            "address": "Kościelna 3",
            "municipality": pruszkow.pk,
            "lift": "on",
            "in_use": "on",
        },
    )
    venue = Venue.objects.get()
    officer.post(
        reverse("directory:room-add", args=[venue.pk]), {"name": "Sala 1", "seats": "30", "in_use": "on"}
    )
    room = Room.objects.get()
    send(officer, reverse("directory:room-edit", args=[room.pk]), {"name": "Sala 1", "seats": "20"})
    room.refresh_from_db()

    assert (venue.lift, venue.step_free, room.seats, room.in_use) == (True, False, 20, False)
    assert officer.get(reverse("directory:venues")).status_code == 200
    assert officer.get(reverse("directory:venue-edit", args=[venue.pk])).status_code == 200


@pytest.mark.parametrize("seats", ["0", "-1", "20001", "1e9", "abc", "9" * 40])
def test_officer_reads_what_seats_a_room_may_have(officer, seats):
    venue = make_venue()

    response = officer.post(reverse("directory:room-add", args=[venue.pk]), {"name": "Sala", "seats": seats})

    assert errors(response) == {"seats": ["Podaj liczbę miejsc, od 1 do 20 000."]}


def test_room_of_the_same_name_is_refused_at_its_field(officer):
    venue = make_venue()
    add_room(venue=venue, record=RoomRecord(name="Sala 1", seats=10), actor=HOUSE)

    response = officer.post(reverse("directory:room-add", args=[venue.pk]), {"name": "Sala 1", "seats": "5"})

    assert errors(response) == {"name": ["To miejsce ma już salę o tej nazwie."]}
