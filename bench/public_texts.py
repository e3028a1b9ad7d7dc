"""Fills organisations and news by COPY, in made-up words that decline, and lets search read them."""

from __future__ import annotations

import csv
import json
import random
import uuid
from datetime import timedelta
from typing import Any

from bench.copying import copy_in, next_id, value
from runner.place import ROOT

FORMS = ("Stowarzyszenie", "Fundacja", "Klub", "Koło", "Towarzystwo", "Związek", "Ochotnicza Straż")
WHOSE = (
    *("Przyjaciół", "Miłośników", "Opiekunów", "Rodziców", "Sąsiadów", "Seniorów", "Młodych", "Twórców"),
    *("Wędrowców", "Ogrodników", "Czytelników", "Rzemieślników", "Wolontariuszy", "Muzyków", "Rowerzystów"),
)
WHAT = (
    *("Leśnej Polany", "Starego Młyna", "Zielonego Podwórka", "Małej Ojczyzny", "Wiejskiej Świetlicy"),
    *(
        "Dobrego Słowa",
        "Otwartej Bramy",
        "Żywej Kultury",
        "Czystej Rzeki",
        "Wspólnego Stołu",
        "Nocnego Nieba",
    ),
    *("Ruchu i Zdrowia", "Pamięci Miejsca", "Dzikich Ptaków", "Lokalnej Sceny", "Bezpiecznej Drogi"),
)
DOES = (
    *("uczymy dzieci pływać", "opiekujemy się starszymi", "sadzimy drzewa", "prowadzimy świetlicę"),
    *("naprawiamy rowery", "gotujemy dla sąsiadów", "śpiewamy w chórze", "badamy historię okolicy"),
    *("ratujemy zwierzęta", "doradzamy przedsiębiorcom", "gramy w szachy", "sprzątamy brzegi rzeki"),
)
NEWS = (
    "Nowy nabór",
    "Piknik rodzinny",
    "Dyżur doradcy",
    "Warsztaty",
    "Zbiórka",
    "Spacer",
    "Koncert",
    "Turniej",
)
SPHERES_EACH = 2
# What Wagtail writes into the path of a page: four signs a level.
SIGNS, STEP = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4
SEED = 5


def organisations(number: int) -> None:
    """So many organisations over all gminas, each active in two spheres."""
    from kuznia.directory.models import Municipality, Organisation, Sphere
    from kuznia.lib.text import fold, polish_key

    draw = random.Random(SEED)
    places = _places()
    gminas = list(Municipality.objects.order_by("pk").values_list("pk", flat=True))
    first = next_id("directory_organisation")
    names = [
        f"{draw.choice(FORMS)} {draw.choice(WHOSE)} {draw.choice(WHAT)} {each}" for each in range(number)
    ]
    columns = "id kind legal_form name slug folded_name sort_key municipality_id mission description public_email state"
    rows = (
        (
            *(first + each, "ngo", "association", name, f"pomiar-{each}", fold(name), polish_key(name)),
            *(
                gminas[each % len(gminas)],
                f"Razem {draw.choice(DOES)} i {draw.choice(DOES)}.",
                _text(draw, places),
            ),
            *(f"biuro{each}@example.net", "active"),
        )
        for each, name in enumerate(names)
    )
    copy_in("directory_organisation", columns, rows)
    spheres = list(Sphere.objects.order_by("pk").values_list("pk", flat=True))
    active_in = (
        (first + each, sphere) for each in range(number) for sphere in draw.sample(spheres, SPHERES_EACH)
    )
    copy_in(Organisation.spheres.through._meta.db_table, "organisation_id sphere_id", active_in)


def news(number: int) -> None:
    """So many pieces of news on the shelf, one a day backwards and then again."""
    from kuznia.lib import clock

    draw, places = random.Random(SEED), _places()
    first, today = next_id("wagtailcore_page"), clock.today()
    titles = [
        f"{draw.choice(NEWS)} {draw.choice(WHAT)} w {draw.choice(places)} {each}" for each in range(number)
    ]
    _pages(first, titles)

    def shown(each: int) -> tuple[Any, ...]:
        day = today - timedelta(days=each % 3000)
        return first + each, f"Razem {draw.choice(DOES)}.", "county", day, _body(draw, places)

    columns = "page_ptr_id lead category published_on body"
    copy_in("newsroom_newspage", columns, map(shown, range(number)), has_sequence=False)


def _pages(first: int, titles: list[str]) -> None:
    """The rows that Wagtail keeps of pages on the shelf of news."""
    from kuznia.newsroom.models import NewsIndex, NewsPage

    shelf, last = NewsIndex.objects.get(), NewsPage.objects.order_by("path").last()
    begin = int(last.path[-STEP:], 36) + 1
    common = (shelf.depth + 1, 0, True, False, last.locale_id, last.content_type_id)

    def row(each: int, title: str) -> tuple[Any, ...]:
        path, slug = shelf.path + _step(begin + each), f"pomiar-{each}"
        own = (title, title, slug, f"{shelf.url_path}{slug}/", str(uuid.UUID(int=each + 1)))
        return first + each, path, *common, *own

    columns = (
        "id path depth numchild live has_unpublished_changes locale_id content_type_id title draft_title slug url_path"
        " translation_key"
    )
    copy_in("wagtailcore_page", columns, (row(each, title) for each, title in enumerate(titles)))
    value(
        f"UPDATE wagtailcore_page SET numchild = numchild + {len(titles)} WHERE id = {shelf.pk} RETURNING id"
    )


def let_search_read() -> None:
    """Brings the index up to date in this process."""
    from kuznia.lib.policy import System
    from kuznia.lib.ports import published
    from kuznia.search.services import refresh

    house = System("search.index")
    for source in published:
        keys = sorted(source.keys())
        for start in range(0, len(keys), 500):
            refresh(kind=source.kind, keys=keys[start : start + 500], actor=house)


def _places() -> list[str]:
    """Returns the names of all gminas of the country: some two thousand words, as many as real texts are about."""
    with (ROOT / "data" / "teryt.csv").open(encoding="utf-8") as file:
        return sorted({row["name"] for row in csv.DictReader(file) if row["name"]})


def _text(draw: random.Random, places: list[str]) -> str:
    sentences = (
        f"{draw.choice(places)} i {draw.choice(places)}: {draw.choice(DOES)}.",
        f"Byliśmy też w gminie {draw.choice(places)}, wraca z nami {draw.choice(places)}.",
        f"Spotkanie o {draw.randint(8, 20)}, numer {draw.randint(1, 3000)}.",
    )
    return " ".join(sentences)


def _body(draw: random.Random, places: list[str]) -> str:
    paragraphs: list[dict[str, Any]] = [
        {"type": "paragraph", "value": f"<p>{_text(draw, places)}</p>", "id": str(uuid.UUID(int=number + 1))}
        for number in range(3)
    ]
    return json.dumps(paragraphs)


def _step(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs.rjust(STEP, "0")
