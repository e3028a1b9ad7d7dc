"""The shelf of guides, and good practices of made-up organisations in the states of their course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from kuznia.demo.builders.drawings import drawn
from kuznia.demo.builders.stage import DEMO, Stage
from kuznia.directory.models import Sphere
from kuznia.directory.services.representatives import appoint_representative
from kuznia.files.intake import received
from kuznia.lib.policy import ForOrganisation
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.newsroom.models import Practice
from kuznia.newsroom.queries.first_guides import written_guides
from kuznia.newsroom.services import (
    Picture,
    PracticeEntry,
    propose_practice,
    publish_practice,
    put_up_guides,
    send_back_practice,
)
from kuznia.people.models import Person
from kuznia.people.services import person_with_email

ISKRA, PODKOWA, KLAMRA = "iskra", "podkowa", "klamra"


def build_knowledge(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Put up the guides; propose four cards, of which two are published, one waits and one was sent back."""
    clock.move_to(today - timedelta(days=9))
    put_up_guides(written=written_guides(), actor=stage.editor)
    cards = list(_proposed(stage))
    clock.move_to(today - timedelta(days=6))
    for published in cards[:2]:
        publish_practice(practice=published, version=1, actor=stage.editor)
    send_back_practice(
        practice=cards[2],
        reason="Dopisz, proszę, co zrobiliście z drzewkami, które uschły: inni o to zapytają.",
        actor=stage.editor,
    )
    clock.move_to(today)


def _proposed(stage: Stage) -> Iterator[Practice]:
    spheres = {sphere.code: sphere for sphere in Sphere.objects.all()}
    actors = {
        ISKRA: _acting(stage, ISKRA, stage.representative),
        PODKOWA: _appointed(stage, PODKOWA, "Halina Podkowa", "halina.podkowa@example.org"),
        KLAMRA: _appointed(stage, KLAMRA, "Stefan Klamra", "stefan.klamra@example.org"),
    }
    for key, sphere, drawing, entry in CARDS:
        yield propose_practice(
            organisation=stage.organisations[key],
            entry=PracticeEntry(sphere=spheres[sphere], **entry),
            form_key=uuid5(NAMESPACE_URL, f"demo:practice:{entry['title']}"),
            picture=_picture(*drawing) if drawing else None,
            actor=actors[key],
        )


def _appointed(stage: Stage, key: str, name: str, email: str) -> ForOrganisation:
    person = person_with_email(email=email, name=name, language="pl", actor=DEMO)
    appoint_representative(
        organisation=stage.organisations[key], person=person, may_edit=True, may_sign=True, actor=DEMO
    )
    return _acting(stage, key, person)


def _acting(stage: Stage, key: str, person: Person) -> ForOrganisation:
    organisation = stage.organisations[key]
    return ForOrganisation(
        person_id=person.pk,
        name=person.name,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        may_edit=True,
    )


def _picture(name: str, alt: str) -> Picture:
    return Picture(upload=received(SimpleUploadedFile(f"{name}.png", drawn(name))), alt=alt)


# Organisation, sphere, drawing with its description, the card.
CARDS: tuple[tuple[str, str, tuple[str, str] | None, dict[str, Any]], ...] = (
    (
        ISKRA,
        "13",
        ("stol", "Rysunek: długi stół i pięć osób pod chorągiewkami"),
        {
            "title": "Jeden stół na całą ulicę",
            "problem": "Na osiedlu mieszkało sześćset osób, a sąsiedzi nie znali się z imienia. "
            "Na zebrania przychodziło siedem osób, zawsze te same.",
            "deed": "Raz w miesiącu, od maja do września, wystawialiśmy na ulicę długi stół. Każdy przynosił "
            "jedną rzecz do jedzenia i jedno krzesło.\n\nZamknięcie ulicy uzgodniliśmy z gminą trzy tygodnie "
            "wcześniej. Przy stole leżała kartka: co umiem, czego potrzebuję.",
            "cost": Decimal("1840.00"),
            "cost_note": "stoły i ławy 1 200 zł, druk 240 zł, znaki drogowe 400 zł; ze składek i małej dotacji",
            "result": "Na ostatnie spotkanie przyszło 140 osób. Z kartek powstały trzy stałe rzeczy: zamiana "
            "książek, dyżury przy psach i lista osób, które wpadną do chorego sąsiada. "
            "Drugi raz zaczęlibyśmy od mniejszego stołu.",
            "contact_name": "Ignacy Hufnal (postać zmyślona)",
            "contact_email": "stol@example.org",
        },
    ),
    (
        PODKOWA,
        "10",
        ("bus", "Rysunek: żółty bus na drodze między wzgórzami"),
        {
            "title": "Bus do lekarza na telefon",
            "problem": "Starsze osoby z końca gminy nie dojeżdżały do przychodni: ostatni autobus wracał przed "
            "południem, a taksówka kosztowała tyle co leki.",
            "deed": "Umówiliśmy się z pięcioma kierowcami, że każdy daje jeden ranek w tygodniu. Telefon odbiera "
            "jedna osoba, zapis jest dzień wcześniej, w zeszycie i w arkuszu.\n\nZ kierowcami podpisaliśmy "
            "porozumienia, a przychodnia zgodziła się przyjmować naszych pasażerów jednym ciągiem.",
            "cost": Decimal("9600.00"),
            "cost_note": "paliwo i ubezpieczenie na rok; połowa z dotacji gminy, połowa z darowizn",
            "result": "W ciągu roku 412 kursów, 58 stałych pasażerów. Najtrudniejsze były odwołania w ostatniej "
            "chwili: pomogła lista osób, które chętnie pojadą bez planu.",
            "contact_name": "Halina Podkowa (postać zmyślona)",
            "contact_email": "bus@example.org",
            "contact_phone": "22 000 00 01",
        },
    ),
    (
        KLAMRA,
        "18",
        None,
        {
            "title": "Trzydzieści drzewek i jeden zeszyt podlewania",
            "problem": "Ulica bez cienia, a nasadzenia gminy usychały w pierwsze lato.",
            "deed": "Każde drzewko dostało dom, który je podlewa, i wiersz w zeszycie na tablicy. "
            "Gmina dała sadzonki, my wykopaliśmy doły.",
            "cost": Decimal("0"),
            "cost_note": "sadzonki z gminy, narzędzia własne",
            "result": "Po dwóch latach stoi 27 z 30 drzewek.",
            "contact_name": "Stefan Klamra (postać zmyślona)",
            "contact_email": "drzewka@example.org",
        },
    ),
    (
        ISKRA,
        "33",
        None,
        {
            "title": "Godzina dla początkującej grupy",
            "problem": "Ludzie z pomysłem nie wiedzieli, czy zakładać stowarzyszenie, i rezygnowali, "
            "zanim kogokolwiek zapytali.",
            "deed": "W każdą środę jedna osoba z naszego zarządu siedzi w bibliotece i rozmawia. "
            "Na koniec rozmowy zostaje kartka z trzema krokami na najbliższy miesiąc.",
            "cost": Decimal("320.00"),
            "cost_note": "kawa i druk kartek",
            "result": "W pół roku 31 rozmów, powstały cztery grupy nieformalne i jedno stowarzyszenie.",
            "contact_name": "Barbara Czeladź (postać zmyślona)",
            "contact_email": "sroda@example.org",
        },
    ),
)
