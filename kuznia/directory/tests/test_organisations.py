from dataclasses import replace

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Organisation, Sphere
from kuznia.directory.queries import Filters, organisations, organisations_visible_to
from kuznia.directory.records import Side
from kuznia.directory.services import (
    OrganisationRecord,
    add_membership,
    add_organisation,
    change_organisation,
    close_organisation,
    correct_organisation,
    end_membership,
    merge_organisations,
    reopen_organisation,
)
from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_record,
    office_actor,
    representative_actor,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.meanwhile import ChangedMeanwhile, marks_of, values_of
from kuznia.lib.policy import Visitor

pytestmark = pytest.mark.django_db
RECORD = make_record("Stowarzyszenie „Możesz”")
GROUP = OrganisationRecord(kind=OrganisationKind.INFORMAL_GROUP, name="Sąsiadki z Żbikowa")
KRS_WRONG = "Numer KRS ma 10 cyfr, na przykład 0000123456."
NIP_WRONG = "To nie jest NIP: sprawdź 10 cyfr, któraś jest błędna albo jej brakuje."
REGON_WRONG = "To nie jest REGON: sprawdź 9 lub 14 cyfr, któraś jest błędna albo jej brakuje."
GROUP_HAS_NONE = (
    "Grupa nieformalna nie ma formy prawnej, numeru KRS, NIP i REGON ani statusu OPP. Wyczyść te pola."
)
NO_IDENTITY = (
    "Nazwę, rodzaj, gminę, numery z rejestrów i status OPP zmieniają tylko urzędnicy. Napisz do urzędu."
)


def sentences(organisation):
    return [line.sentence for line in history_of(organisation, audiences=list(Audience))]


def test_add_organisation_keeps_its_numbers_clean_and_says_so():
    record = replace(RECORD, krs="123456", nip="123-456-32-18", regon="123456785", spheres=("1aa", "33"))

    organisation = add_organisation(record=record, actor=HOUSE)

    assert (organisation.krs, organisation.nip, organisation.regon) == (
        "0000123456",
        "1234563218",
        "123456785",
    )
    assert (organisation.slug, organisation.plate) == ("stowarzyszenie-mozesz", "Mo")
    assert [sphere.code for sphere in organisation.spheres.all()] == ["1aa", "33"]
    assert sentences(organisation) == ["Dodano organizację do katalogu."]


@pytest.mark.parametrize(
    ("record", "field", "message"),
    [
        (replace(RECORD, krs="12345678901"), "krs", KRS_WRONG),
        (replace(RECORD, nip="1234563219"), "nip", NIP_WRONG),
        (replace(RECORD, regon="123456784"), "regon", REGON_WRONG),
        (replace(RECORD, name=" \u0301 "), "name", "Podaj pełną nazwę organizacji."),
        (replace(RECORD, legal_form=""), "legal_form", "Wybierz formę prawną organizacji."),
        (replace(RECORD, spheres=("1", "99")), "spheres", "Wybierz sfery z listy."),
        (
            replace(RECORD, other_register="starosty"),
            "other_number",
            "Podaj i nazwę innego rejestru, i numer w nim.",
        ),
        (replace(GROUP, nip="1234563218"), "kind", GROUP_HAS_NONE),
        (replace(GROUP, opp=True), "kind", GROUP_HAS_NONE),
    ],
)
def test_add_organisation_is_refused_in_words_at_the_field(record, field, message):
    with pytest.raises(Refused) as refusal:
        add_organisation(record=record, actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == (field, message)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ({"krs": "0000123456"}, "Organizacja z tym numerem KRS jest już w spisie."),
        ({"nip": "1234563218"}, "Organizacja z tym NIP jest już w spisie."),
        ({"regon": "123456785"}, "Organizacja z tym REGON jest już w spisie."),
    ],
)
def test_add_organisation_is_refused_when_its_number_is_taken(number, message):
    add_organisation(record=replace(RECORD, **number), actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        add_organisation(record=replace(RECORD, name="Inna", **number), actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == (next(iter(number)), message)


def test_add_organisation_is_refused_when_it_is_sent_twice(pruszkow):
    add_organisation(record=RECORD, actor=HOUSE)
    add_organisation(record=replace(RECORD, municipality=pruszkow), actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        add_organisation(record=replace(RECORD, name=RECORD.name.upper()), actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == (
        "name",
        "Organizacja o tej nazwie jest już w spisie, w tej samej gminie.",
    )


def test_add_organisation_needs_no_number_when_it_is_an_informal_group():
    group = add_organisation(record=GROUP, actor=HOUSE)

    assert (group.kind, group.krs, group.legal_form) == ("informal_group", "", "")


def test_add_organisation_finds_a_free_address_when_the_name_is_taken():
    names = ("Stowarzyszenie „Możesz”", "Stowarzyszenie Możesz", "STOWARZYSZENIE: MOŻESZ")

    slugs = [add_organisation(record=replace(RECORD, name=name), actor=HOUSE).slug for name in names]

    assert slugs == ["stowarzyszenie-mozesz", "stowarzyszenie-mozesz-2", "stowarzyszenie-mozesz-3"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "مرحبا", "🌳🌳", "=HYPERLINK(1)", "a" * 250])
def test_add_organisation_keeps_any_name_as_it_was_typed(name):
    organisation = add_organisation(record=replace(RECORD, name=name), actor=HOUSE)

    assert Organisation.objects.get(slug=organisation.slug).name == name


def test_change_organisation_names_what_changed_and_keeps_the_address():
    organisation = make_organisation()
    record = replace(make_record("Nowa Nazwa"), website="https://nowa.pl", spheres=("17",))

    changed = change_organisation(organisation=organisation, record=record, actor=HOUSE)

    assert (changed.slug, changed.folded_name) == ("stowarzyszenie-przykladowe", "nowa nazwa")
    assert sentences(organisation) == [
        "Zmieniono dane: strona internetowa, sfery.",
        "Zmieniono nazwę. Było: Stowarzyszenie Przykładowe. Jest: Nowa Nazwa.",
        "Dodano organizację do katalogu.",
    ]


def test_change_organisation_writes_nothing_when_nothing_differs():
    organisation = make_organisation()

    change_organisation(organisation=organisation, record=make_record(), actor=HOUSE)

    assert sentences(organisation) == ["Dodano organizację do katalogu."]


def test_change_organisation_keeps_versions_of_the_row_without_contacts():
    organisation = make_organisation()

    change_organisation(
        organisation=organisation,
        record=replace(make_record(), mission="Pomagamy", address="Leśna 1"),
        actor=HOUSE,
    )

    versions = list(organisation.events.order_by("pgh_id"))  # type: ignore[attr-defined]
    assert [version.mission for version in versions] == ["", "Pomagamy"]
    assert not hasattr(versions[0], "address")


def test_correct_organisation_keeps_what_others_changed_since_the_form_was_opened():
    organisation = make_organisation()
    opened = marks_of(values_of(OrganisationRecord.of(organisation)))
    others = replace(make_record(), website="https://inni.pl", spheres=("17",))
    change_organisation(organisation=organisation, record=others, actor=HOUSE)
    typed = {**values_of(make_record()), "mission": "Pomagamy"}

    changed = correct_organisation(organisation=organisation, typed=typed, opened=opened, actor=HOUSE)

    assert OrganisationRecord.of(changed) == replace(others, mission="Pomagamy")
    assert sentences(organisation)[0] == "Zmieniono dane: w jednym zdaniu."


def test_correct_organisation_is_refused_when_others_changed_the_same():
    organisation = make_organisation()
    opened = marks_of(values_of(OrganisationRecord.of(organisation)))
    others = replace(make_record(), mission="Uczymy")
    change_organisation(organisation=organisation, record=others, actor=HOUSE)

    with pytest.raises(ChangedMeanwhile) as refusal:
        correct_organisation(
            organisation=organisation, typed={"mission": "Pomagamy"}, opened=opened, actor=HOUSE
        )

    assert refusal.value.theirs == {"mission": "Uczymy"}
    assert OrganisationRecord.of(Organisation.objects.get()) == others


def test_correct_organisation_keeps_what_a_joined_record_brought(county):
    kept, gone = make_organisation(), make_organisation("Druga")
    opened = marks_of(values_of(OrganisationRecord.of(kept)))
    change_organisation(
        organisation=gone, record=replace(make_record("Druga"), krs="0000123456"), actor=HOUSE
    )
    merge_organisations(kept=kept, gone=gone, choices={"krs": Side.GONE}, actor=HOUSE)
    typed = {**values_of(make_record()), "mission": "Pomagamy"}

    changed = correct_organisation(organisation=kept, typed=typed, opened=opened, actor=HOUSE)

    assert (changed.krs, changed.mission) == ("0000123456", "Pomagamy")


def test_change_organisation_by_its_representative_keeps_texts_but_not_the_identity():
    organisation = make_organisation()
    actor = representative_actor(organisation)

    changed = change_organisation(
        organisation=organisation, record=replace(make_record(), mission="Pomagamy"), actor=actor
    )
    with pytest.raises(Forbidden) as refusal:
        change_organisation(organisation=organisation, record=replace(make_record(), opp=True), actor=actor)

    assert changed.mission == "Pomagamy"
    assert refusal.value.message == NO_IDENTITY


def test_change_organisation_is_forbidden_when_a_gmina_officer_would_move_it_away(county, pruszkow, brwinow):
    organisation = make_organisation(municipality=pruszkow)
    officer = office_actor(pruszkow.authorities.get())

    with pytest.raises(Forbidden) as refusal:
        change_organisation(
            organisation=organisation, record=replace(make_record(), municipality=brwinow), actor=officer
        )

    assert refusal.value.message == NO_IDENTITY


def test_close_organisation_leaves_the_list_but_stays_readable():
    organisation = make_organisation()

    closed = close_organisation(organisation=organisation, reason="Wykreślona z KRS.", actor=HOUSE)

    assert closed.closed_at is not None
    assert list(organisations(Filters())) == []
    assert list(organisations_visible_to(Visitor())) == [organisation]
    assert sentences(organisation)[0] == "Oznaczono, że organizacja zakończyła działalność."


def test_close_organisation_is_refused_when_no_reason_is_given():
    with pytest.raises(Refused) as refusal:
        close_organisation(organisation=make_organisation(), reason=" ", actor=HOUSE)

    assert refusal.value.field == "reason"


def test_reopen_organisation_brings_it_back():
    organisation = make_organisation()
    close_organisation(organisation=organisation, reason="Pomyłka.", actor=HOUSE)

    reopened = reopen_organisation(organisation=organisation, reason="To była pomyłka.", actor=HOUSE)

    assert reopened.is_active
    assert sentences(organisation)[0] == "Oznaczono, że organizacja znów działa."


def test_add_membership_stands_in_both_histories():
    member, federation = make_organisation("Koło"), make_organisation("Federacja")

    add_membership(member=member, federation=federation, actor=HOUSE)

    assert (
        sentences(member)[0] == sentences(federation)[0] == "Nowe członkostwo: Koło w organizacji Federacja."
    )


def test_add_membership_is_refused_when_it_would_close_a_circle():
    first, second, third = (make_organisation(name) for name in ("Pierwsza", "Druga", "Trzecia"))
    add_membership(member=first, federation=second, actor=HOUSE)
    add_membership(member=second, federation=third, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        add_membership(member=third, federation=first, actor=HOUSE)

    expected = "Pierwsza już należy do organizacji Trzecia, bezpośrednio lub przez inne."
    assert refusal.value.message == expected


def test_add_membership_is_refused_when_it_is_of_itself_or_twice():
    member, federation = make_organisation("Koło"), make_organisation("Federacja")
    add_membership(member=member, federation=federation, actor=HOUSE)

    messages = []
    for target in (member, federation):
        with pytest.raises(Refused) as refusal:
            add_membership(member=member, federation=target, actor=HOUSE)
        messages.append(refusal.value.message)

    assert messages == ["Organizacja nie może należeć do siebie samej.", "To członkostwo jest już w spisie."]


def test_end_membership_is_told_and_refused_the_second_time():
    member, federation = make_organisation("Koło"), make_organisation("Federacja")
    membership = add_membership(member=member, federation=federation, actor=HOUSE)
    number = membership.pk
    end_membership(membership=membership, actor=HOUSE)
    membership.pk = number

    with pytest.raises(Refused) as refusal:
        end_membership(membership=membership, actor=HOUSE)

    assert refusal.value.message == "To członkostwo już się zakończyło."
    assert sentences(member)[0] == "Koniec członkostwa: Koło w organizacji Federacja."


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["Ąkademia", "Kuźnia", "Łąka"]),
        (Filters(words="kuznia"), ["Kuźnia"]),
        (Filters(words="ŁĄKA"), ["Łąka"]),
        (Filters(words="100%_"), []),
        (Filters(sphere="17"), ["Kuźnia"]),
        (Filters(kind="informal_group"), ["Łąka"]),
        (Filters(municipality="142102"), ["Ąkademia"]),
        (Filters(municipality="nie ma", sphere="'", kind="\U0001f333"), []),
    ],
)
def test_organisations_are_found_by_what_was_asked(pruszkow, filters, found):
    add_organisation(record=replace(make_record("Kuźnia"), spheres=("17",)), actor=HOUSE)
    add_organisation(record=replace(GROUP, name="Łąka"), actor=HOUSE)
    make_organisation("Ąkademia", municipality=pruszkow)

    assert [row.name for row in organisations(filters)] == found


def test_spheres_are_the_forty_one_of_the_act():
    assert Sphere.objects.count() == 41
    assert LegalForm.ASSOCIATION.label == "stowarzyszenie"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Stowarzyszenie „Możesz”", "Mo"),
        ("Stowarzyszenie Mieszkańców Osiedla-Ogrodu Malichy", "OM"),
        ("Towarzystwo Przyjaciół Gminy Nadarzyn", "GN"),
        ("wolontariusze", "wo"),
    ],
)
def test_plate_carries_the_letters_by_which_people_call_it(name, letters):
    assert Organisation(name=name).plate == letters


def test_numbers_are_printed_as_offices_print_them():
    assert Organisation(nip="1234563218").nip_printed == "123-456-32-18"
