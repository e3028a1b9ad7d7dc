"""A good practice is proposed, changed until it is decided, published, sent back, refused, taken down, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority, Organisation
from kuznia.directory.services import merge_organisations, part_organisations
from kuznia.directory.tests.factories import HOUSE, make_organisation, office_actor, representative_actor
from kuznia.files.intake import received
from kuznia.files.models import StoredFile
from kuznia.files.queries import may_read
from kuznia.files.tests.factories import PDF, picture, upload
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor, AsSelf, ForAuthority, OfficeRole, Visitor
from kuznia.newsroom.models import Practice
from kuznia.newsroom.queries import practices_visible_to
from kuznia.newsroom.services import (
    Picture,
    change_practice,
    publish_practice,
    refuse_practice,
    send_back_practice,
    take_down_practice,
    withdraw_practice,
)
from kuznia.newsroom.services import practices as services
from kuznia.newsroom.services.ties import PRACTICES
from kuznia.newsroom.states import PracticeState
from kuznia.newsroom.tests.practice_factories import (
    entry_of_practice,
    make_practice,
    make_published_practice,
)
from kuznia.notify.models import Message

pytestmark = pytest.mark.usefixtures("stopped_clock", "store")
MAY_NOT_KEEP = (
    "Tę dobrą praktykę zmienia tylko osoba, która działa dla jej organizacji i może zmieniać stronę."
)
ONLY_EDITORS = "O dobrych praktykach decydują tylko osoby, które redagują aktualności powiatu."


@pytest.fixture
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


@pytest.fixture
def organisation(county) -> Organisation:
    return make_organisation("Stowarzyszenie Iskra")


def administrator_of_gmina(county: Authority) -> ForAuthority:
    gmina = Authority.objects.exclude(pk=county.pk).earliest("pk")
    return office_actor(gmina, role=OfficeRole.ADMINISTRATOR)


def sentences_of(practice):
    return [line.sentence for line in history_of(practice, audiences=list(Audience))]


def subjects():
    return [message.letter["subject"] for message in Message.objects.order_by("pk")]


def photo(alt: str = "Półka z narzędziami") -> Picture:
    return Picture(upload=received(upload(picture(), "polka.png")), alt=alt)


def test_practice_waits_for_an_editor_when_it_is_proposed(organisation):
    practice = make_practice(organisation, picture=photo())

    kept = Practice.objects.get()
    assert (kept, kept.state, str(kept)) == (practice, PracticeState.PROPOSED, "Wypożyczalnia narzędzi")
    assert (kept.slug, kept.cost, kept.cost_printed) == (
        "wypozyczalnia-narzedzi",
        Decimal("1250.50"),
        "1\u00a0250,50\u00a0zł",
    )
    assert sentences_of(practice) == ["Zgłoszono dobrą praktykę."]


def test_practice_is_proposed_once_when_the_form_is_sent_twice(organisation):
    actor, key = representative_actor(organisation), uuid4()

    first = make_practice(organisation, actor=actor, form_key=key)
    second = make_practice(organisation, actor=actor, form_key=key)

    assert (first, Practice.objects.count()) == (second, 1)


def test_practice_of_a_taken_title_gets_a_numbered_address(organisation):
    make_practice(organisation)

    assert make_practice(organisation).slug == "wypozyczalnia-narzedzi-2"


@pytest.mark.parametrize("may_edit", [True, False])
def test_practice_is_refused_when_somebody_else_proposes_it(organisation, may_edit):
    of = make_organisation("Cudza") if may_edit else organisation
    stranger = representative_actor(of, may_edit=may_edit)

    with pytest.raises(Forbidden) as refusal:
        make_practice(organisation, actor=stranger)

    assert refusal.value.message == (
        "Dobrą praktykę zgłasza tylko osoba, która działa dla organizacji i może zmieniać jej stronę."
    )


def test_practice_is_refused_when_too_many_wait(organisation, monkeypatch):
    monkeypatch.setattr(services, "MOST_WAITING", 1)
    make_practice(organisation)

    with pytest.raises(Refused) as refusal:
        make_practice(organisation)

    assert refusal.value.message == (
        "Czeka już 1 karta Waszej organizacji. Zgłoście następną, gdy będzie decyzja."
    )


def test_practice_is_refused_when_its_file_is_no_picture(organisation):
    paper = Picture(upload=received(upload(PDF, "karta.pdf")), alt="Karta")

    with pytest.raises(Refused) as refusal:
        make_practice(organisation, picture=paper)

    assert (refusal.value.field, refusal.value.message) == ("file", "Wybierz zdjęcie: JPEG albo PNG.")
    assert (Practice.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_practice_says_what_was_changed_when_it_still_waits(organisation):
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor, picture=photo())

    changed = change_practice(
        practice=practice,
        entry=entry_of_practice("Wypożyczalnia", cost=Decimal(0)),
        picture=photo("Nowa półka"),
        actor=actor,
    )

    assert (changed.title, changed.cost, changed.version) == ("Wypożyczalnia", Decimal(0), 2)
    assert [file.alt for file in StoredFile.objects.all()] == ["Nowa półka"]
    assert sentences_of(practice)[0] == "Zmieniono dobrą praktykę przed decyzją."


def test_agreement_to_be_named_is_new_when_another_person_is_named(organisation, stopped_clock):
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)
    stopped_clock.move_to(clock.now() + timedelta(days=1))

    same = change_practice(practice=practice, entry=entry_of_practice(), actor=actor)
    other = change_practice(
        practice=practice, entry=entry_of_practice(contact_name="Jan Hufnal"), actor=actor
    )

    assert (same.contact_agreed_at, other.contact_agreed_at) == (practice.proposed_at, clock.now())


def test_practice_cannot_be_changed_when_it_is_decided(organisation, editor):
    actor = representative_actor(organisation)
    practice = make_published_practice(organisation, editor, actor=actor)

    with pytest.raises(Refused) as refusal:
        change_practice(practice=practice, entry=entry_of_practice(), actor=actor)

    assert (
        refusal.value.message == "Redakcja podjęła w międzyczasie decyzję. Tej karty nie można już zmienić."
    )


def test_practice_cannot_be_changed_by_another_organisation(organisation):
    practice, stranger = make_practice(organisation), representative_actor(make_organisation("Cudza"))

    with pytest.raises(Forbidden) as refusal:
        change_practice(practice=practice, entry=entry_of_practice(), actor=stranger)

    assert refusal.value.message == MAY_NOT_KEEP


def test_everybody_reads_a_practice_when_it_is_published(organisation, editor):
    practice = make_published_practice(organisation, editor, picture=photo())

    assert (practice.is_public, practice.published_at, practice.decided_at) == (
        True,
        clock.now(),
        clock.now(),
    )
    assert list(practices_visible_to(Visitor())) == [practice]
    assert may_read(StoredFile.objects.get(), Visitor())
    assert subjects() == ["Wasza dobra praktyka jest na stronie: Wypożyczalnia narzędzi"]
    assert sentences_of(practice)[0] == "Opublikowano dobrą praktykę."


def test_nobody_else_sees_a_practice_when_it_still_waits(county, organisation, editor):
    practice = make_practice(organisation, picture=photo())
    own, stranger = representative_actor(organisation), representative_actor(make_organisation("Cudza"))
    elsewhere = administrator_of_gmina(county)

    seen = [practices_visible_to(actor).count() for actor in (Visitor(), stranger, elsewhere, own, editor)]

    assert seen == [0, 0, 0, 1, 1]
    assert not may_read(StoredFile.objects.get(), stranger)
    assert practice.is_waiting


def test_practice_is_not_published_when_it_was_changed_after_the_editor_opened_it(organisation, editor):
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)
    change_practice(practice=practice, entry=entry_of_practice(deed="Co innego."), actor=actor)

    with pytest.raises(Refused) as refusal:
        publish_practice(practice=practice, version=1, actor=editor)

    assert refusal.value.message == (
        "Organizacja zmieniła kartę, odkąd ją otwarto. Przeczytaj ją jeszcze raz."
    )
    assert Practice.objects.get().state == PracticeState.PROPOSED


def test_practice_comes_back_to_the_editor_when_the_sent_back_card_is_corrected(organisation, editor):
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)
    send_back_practice(practice=practice, reason="Dopisz koszt dojazdów.", actor=editor)

    again = change_practice(practice=practice, entry=entry_of_practice(cost=Decimal(1300)), actor=actor)

    assert (again.state, again.cost) == (PracticeState.PROPOSED, Decimal(1300))
    assert subjects() == ["Prosimy o poprawienie dobrej praktyki: Wypożyczalnia narzędzi"]
    assert sentences_of(practice)[0] == "Poprawiono dobrą praktykę i zgłoszono ją ponownie."


def test_each_sending_back_is_a_letter_of_its_own(organisation, editor, stopped_clock):
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)

    for _time in range(2):
        send_back_practice(practice=practice, reason="Dopisz koszt.", actor=editor)
        change_practice(practice=practice, entry=entry_of_practice(), actor=actor)
        stopped_clock.move_to(clock.now() + timedelta(hours=1))

    assert len(subjects()) == 2


def test_practice_is_refused_by_an_editor_with_a_reason(organisation, editor):
    practice = make_practice(organisation)

    refused = refuse_practice(practice=practice, reason="To ogłoszenie, nie praktyka.", actor=editor)

    assert refused.state == PracticeState.REFUSED
    assert history_of(practice, audiences=["office"])[0].reason == "To ogłoszenie, nie praktyka."
    assert subjects() == ["Wasza dobra praktyka nie będzie opublikowana: Wypożyczalnia narzędzi"]


@pytest.mark.parametrize("act", [send_back_practice, refuse_practice])
def test_decision_against_a_practice_needs_a_reason(organisation, editor, act):
    practice = make_practice(organisation)

    with pytest.raises(Refused) as refusal:
        act(practice=practice, reason=" ", actor=editor)

    assert (refusal.value.field, refusal.value.message) == ("reason", "Napisz powód w jednym zdaniu.")


def test_practice_leaves_the_site_and_comes_back_when_it_is_taken_down(organisation, editor, stopped_clock):
    practice = make_published_practice(organisation, editor)
    first_day = practice.published_at
    stopped_clock.move_to(clock.now() + timedelta(days=30))

    take_down_practice(practice=practice, reason="Nieaktualne.", actor=editor)
    gone = practices_visible_to(Visitor()).count()
    again = publish_practice(practice=practice, version=1, actor=editor)

    assert (gone, again.is_public, again.published_at) == (0, True, first_day)
    assert subjects()[1] == "Wasza dobra praktyka została zdjęta ze strony: Wypożyczalnia narzędzi"


def test_organisation_withdraws_its_practice_for_good_when_an_editor_took_it_down(organisation, editor):
    practice = make_published_practice(organisation, editor)
    take_down_practice(practice=practice, reason="Nieaktualne.", actor=editor)

    withdraw_practice(practice=practice, actor=representative_actor(organisation))

    with pytest.raises(Refused):
        publish_practice(practice=practice, version=1, actor=editor)
    assert practices_visible_to(Visitor()).count() == 0


@pytest.mark.parametrize("published", [True, False])
def test_organisation_withdraws_its_practice_at_any_time(organisation, editor, published):
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)
    if published:
        publish_practice(practice=practice, version=1, actor=editor)

    withdrawn = withdraw_practice(practice=practice, actor=actor)

    assert withdrawn.state == PracticeState.WITHDRAWN
    assert practices_visible_to(Visitor()).count() == 0


@pytest.mark.parametrize("role", ["officer", "gmina administrator", "representative", "resident"])
def test_nobody_but_an_editor_decides(county, organisation, role):
    representative = representative_actor(organisation)
    practice = make_practice(organisation, actor=representative)
    actors: dict[str, Actor] = {
        "officer": office_actor(county),
        "gmina administrator": administrator_of_gmina(county),
        "representative": representative,
        "resident": AsSelf(representative.person_id, representative.name),
    }

    with pytest.raises(Forbidden) as refusal:
        publish_practice(practice=practice, version=1, actor=actors[role])

    assert refusal.value.message == ONLY_EDITORS


def test_editor_does_not_withdraw_for_the_organisation(organisation, editor: ForAuthority):
    with pytest.raises(Forbidden) as refusal:
        withdraw_practice(practice=make_practice(organisation), actor=editor)

    assert refusal.value.message == MAY_NOT_KEEP


def test_practices_go_to_the_kept_record_when_two_are_joined_and_back_when_they_are_parted(
    organisation, editor
):
    twin = make_organisation("Iskra Stowarzyszenie")
    practice = make_published_practice(twin, editor)

    merge = merge_organisations(kept=organisation, gone=twin, choices={}, actor=HOUSE)
    joined = Practice.objects.get().organisation
    stayed = part_organisations(merge=merge, reason="Pomyłka.", actor=HOUSE)

    practice.refresh_from_db()
    assert (joined, practice.organisation) == (organisation, twin)
    assert [each for each in stayed if each.titles] == []
    assert PRACTICES.counts(twin.pk) == {"newsroom.Practice.organisation": 1}
