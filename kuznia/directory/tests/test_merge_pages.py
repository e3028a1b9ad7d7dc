"""The pages of duplicates and joinings: what an officer sees, sends and reads; where an old address leads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.directory.models import Authority, KnownApart, LikelyPair, Merge, Municipality, Organisation
from kuznia.directory.services import (
    add_membership,
    appoint_representative,
    end_representation,
    find_duplicates,
    merge_organisations,
)
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person, officer_of, signed_in

pytestmark = pytest.mark.usefixtures("county")
ADD = reverse("directory:organisation-add")
DUPLICATES = reverse("directory:duplicates")
TYPED = {"kind": "ngo", "name": "Fundacja Iskra", "legal_form": "foundation", "public_phone": "22 738 14 00"}


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_PAGE_CACHE = False


@pytest.fixture
def officer(client: Client, county: Authority) -> Client:
    return signed_in(client, officer_of(county))


def two() -> tuple[Organisation, Organisation]:
    return make_organisation("Iskra"), make_organisation("Iskra z Piastowa")


def joined() -> tuple[Organisation, Organisation]:
    kept, gone = two()
    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)
    return kept, gone


def address(name: str, *organisations: Organisation) -> str:
    return reverse(f"directory:{name}", args=[each.slug for each in organisations])


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_entry_shows_likely_duplicates_and_keeps_what_was_typed(officer: Client) -> None:
    iskra = make_organisation("Stowarzyszenie Iskra")

    response = officer.post(ADD, TYPED)

    assert [each.organisation for each in response.context["likely"]] == [iskra]
    assert 'value="22 738 14 00"' in response.content.decode()
    assert Organisation.objects.count() == 1


def test_entry_adds_the_organisation_when_the_officer_says_that_it_is_another(officer: Client) -> None:
    iskra = make_organisation("Stowarzyszenie Iskra")

    officer.post(ADD, {**TYPED, "is_another": f"{iskra.pk} "})

    added = Organisation.objects.get(name="Fundacja Iskra")
    assert list(KnownApart.objects.values_list("first", "second")) == [(iskra.pk, added.pk)]


def test_entry_of_a_gmina_keeps_what_it_may_not_tell_apart(client: Client, pruszkow: Municipality) -> None:
    iskra = make_organisation("Stowarzyszenie Iskra")
    signed_in(client, officer_of(pruszkow.authorities.get()))

    client.post(ADD, {**TYPED, "municipality": pruszkow.pk, "is_another": f"{iskra.pk} x 12345678901"})

    assert (Organisation.objects.count(), KnownApart.objects.count()) == (2, 0)


def test_entry_asks_again_when_another_likely_duplicate_has_come_since(officer: Client) -> None:
    iskra = make_organisation("Stowarzyszenie Iskra")
    make_organisation("Towarzystwo Iskra")

    response = officer.post(ADD, {**TYPED, "is_another": f"{iskra.pk} "})

    assert len(response.context["likely"]) == 2


def test_pairs_are_looked_for_and_shown_when_the_officer_asks(officer: Client) -> None:
    one, other = make_organisation("Stowarzyszenie Iskra"), make_organisation("Fundacja Iskra")

    response = officer.post(reverse("directory:duplicates-look"), follow=True)

    assert [(pair.first, pair.second) for pair in response.context["page"]] == [(one, other)]
    assert said(response) == ["Znaleziono 1 parę."]


def test_looking_says_so_when_nothing_is_found(officer: Client) -> None:
    response = officer.post(reverse("directory:duplicates-look"), follow=True)

    assert said(response) == ["Żaden wpis nie wygląda na powtórzony."]


def test_pair_leaves_the_page_when_the_officer_says_that_they_are_two(officer: Client) -> None:
    for kind in ("Stowarzyszenie", "Fundacja"):
        make_organisation(f"{kind} Iskra")
    find_duplicates(actor=HOUSE)
    pair = LikelyPair.objects.get()

    response = officer.post(reverse("directory:duplicates-apart", args=[pair.pk]), follow=True)

    assert (list(response.context["page"]), said(response)) == ([], ["Zapamiętano: to dwie organizacje."])


def test_choosing_the_other_record_leads_to_the_comparison(officer: Client) -> None:
    kept, gone = two()

    likely = officer.get(address("organisation-merge-choose", kept)).context["likely"]
    response = officer.post(address("organisation-merge-choose", kept), {"other": "Iskra z Piastowa"})

    assert [each.organisation for each in likely] == []
    assert response["Location"] == address("organisation-merge", kept, gone)


def test_comparison_shows_what_differs_and_what_moves(officer: Client) -> None:
    kept, gone = two()
    add_membership(member=gone, federation=make_organisation("Federacja"), actor=HOUSE)

    response = officer.get(address("organisation-merge", kept, gone))

    rows = [(row.label, [cell.words for cell in row.cells]) for row in response.context["form"].rows]
    assert rows == [("Pełna nazwa", ["Iskra", "Iskra z Piastowa"])]
    assert [(tie.label, tie.count) for tie in response.context["ties"]] == [("członkostwa", 1)]


def test_joining_keeps_the_chosen_values_and_leads_to_the_kept_record(officer: Client) -> None:
    kept, gone = two()

    response = officer.post(address("organisation-merge", kept, gone), {"name": "gone"}, follow=True)

    kept.refresh_from_db()
    assert kept.name == "Iskra z Piastowa"
    assert response.redirect_chain == [(address("organisation-edit", kept), 302)]
    assert said(response) == ["Wpisy połączone. Stary adres prowadzi tutaj."]


def test_joining_says_what_is_missing_when_nothing_is_chosen(officer: Client) -> None:
    kept, gone = two()

    response = officer.post(address("organisation-merge", kept, gone), {})

    assert list(response.context["form"].errors) == ["name"]
    assert Merge.objects.count() == 0


def test_joining_shows_the_refusal_and_keeps_the_choices(officer: Client) -> None:
    kept, gone = two()
    between = make_organisation("Federacja")
    add_membership(member=kept, federation=between, actor=HOUSE)
    add_membership(member=between, federation=gone, actor=HOUSE)

    response = officer.post(address("organisation-merge", kept, gone), {"name": "gone"})

    form = response.context["form"]
    assert form.non_field_errors() == [
        "Tych wpisów nie można połączyć: stoi między nimi „Federacja”. Najpierw zakończ jej członkostwo."
    ]
    assert [cell.is_chosen for cell in form.rows[0].cells] == [False, True]


def test_comparison_is_refused_when_the_officer_covers_only_one_of_both(
    client: Client, pruszkow: Municipality, brwinow: Municipality
) -> None:
    near = make_organisation("Iskra", municipality=pruszkow)
    far = make_organisation("Kowadło", municipality=brwinow)
    signed_in(client, officer_of(pruszkow.authorities.get()))

    statuses = [
        client.get(address("organisation-merge", *pair)).status_code for pair in ((near, far), (far, near))
    ]

    assert statuses == [403, 403]


def test_old_address_leads_to_the_kept_record_for_good(client: Client) -> None:
    kept, gone = joined()
    last = make_organisation("Kowadło")
    merge_organisations(kept=last, gone=kept, choices={}, actor=HOUSE)

    response = client.get(address("organisation", gone))

    assert (response.status_code, response["Location"]) == (301, address("organisation", last))
    assert response["Cache-Control"] == "no-cache"


def test_joined_record_stands_in_no_list(officer: Client) -> None:
    kept, _gone = joined()

    lists = [officer.get(reverse(f"directory:{name}")) for name in ("organisations", "desk-organisations")]

    assert [[row.name for row in response.context["page"]] for response in lists] == [[kept.name]] * 2


def test_record_of_a_joined_organisation_leads_to_the_page_of_its_joining(officer: Client) -> None:
    kept, gone = joined()

    response = officer.get(address("organisation-edit", gone), follow=True)

    assert response.redirect_chain == [(address("organisation-part", gone), 302)]
    assert response.context["joining"].kept == kept


def test_parting_names_what_was_changed_since(officer: Client) -> None:
    (kept, gone), ewa = two(), make_person("Ewa Wspólna")
    for each in (kept, gone):
        appoint_representative(organisation=each, person=ewa, actor=HOUSE)
    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)
    end_representation(representation=kept.representations.get(until_at=None), actor=HOUSE)

    response = officer.post(address("organisation-part", gone), {"reason": "To dwie różne."}, follow=True)

    undone, left = said(response)
    assert undone == "Połączenie cofnięte: oba wpisy znów stoją osobno."
    assert left.endswith("– przedstawicielki i przedstawiciele, obecni i dawni: Ewa Wspólna.")


def test_kept_record_shows_what_was_joined_with_it(officer: Client) -> None:
    kept, gone = joined()

    response = officer.get(address("organisation-edit", kept))

    assert [joining.gone for joining in response.context["joinings"]] == [gone]
    assert address("organisation-part", gone) in response.content.decode()


def test_parting_asks_for_a_reason(officer: Client) -> None:
    _kept, gone = joined()

    response = officer.post(address("organisation-part", gone), {"reason": ""})

    assert list(response.context["form"].errors) == ["reason"]


def test_page_of_a_joining_is_not_there_when_the_record_stands_by_itself(officer: Client) -> None:
    assert officer.get(address("organisation-part", make_organisation("Iskra"))).status_code == 404
