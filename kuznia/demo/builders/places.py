"""How many people live in the gminas, by the last figures at hand, and who stands in for the officer these days."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from kuznia.demo.builders.stage import DEMO, Stage
from kuznia.directory.models import Municipality, Post
from kuznia.directory.services.populations import Population, change_population
from kuznia.directory.services.stand_ins import Away, invite_stand_in
from kuznia.directory.states import PostRole
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock

FIGURES = "gminas-1421-density.csv"
COUNTED_ON = date(2018, 12, 31)
SOURCE = "wyliczenie z gęstości zaludnienia (GUS, Bank Danych Lokalnych), w zaokrągleniu do 100"
DAYS_AWAY = 14


def build_places(stage: Stage, stopped: StoppedClock, today: datetime) -> None:
    """Enter what an administrator of today enters."""
    stopped.move_to(today)
    _add_populations(stage)
    _add_stand_in(stage)


def _add_populations(stage: Stage) -> None:
    """Enter the figures of 2018, which say of themselves how old they are."""
    gminas = {gmina.teryt6: gmina for gmina in Municipality.objects.all()}
    path = Path(settings.KUZNIA_STATIC_DATA) / FIGURES
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            figure = Population(
                population=int(float(row["population_2018_derived"])),
                population_on=COUNTED_ON,
                population_source=SOURCE,
            )
            change_population(gmina=gminas[row["teryt"][:6]], population=figure, actor=stage.administrator)


def _add_stand_in(stage: Stage) -> None:
    """Let somebody act for the officer for two weeks from today."""
    post = Post.objects.get(person_id=stage.officer.person_id, role=PostRole.OFFICER, until_at__isnull=True)
    first_day = clock.today()
    invite_stand_in(
        post=post,
        name="Zuzanna Imadło",
        email="imadlo@example.org",
        away=Away(since_on=first_day, until_on=first_day + timedelta(days=DAYS_AWAY)),
        actor=DEMO,
    )
