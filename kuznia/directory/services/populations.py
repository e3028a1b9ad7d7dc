"""Keeps how many people live in each gmina."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Self

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.changes import changed_fields
from kuznia.directory.models import Municipality
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand

MOST_PEOPLE = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """How many people live somewhere, on which day, and who says so."""

    population: int | None = None
    population_on: date | None = None
    population_source: str = ""

    @classmethod
    def of(cls, gmina: Municipality) -> Self:
        """Return what is kept now."""
        return cls(
            population=gmina.population,
            population_on=gmina.population_on,
            population_source=gmina.population_source,
        )


@transaction.atomic
def change_population(*, gmina: Municipality, population: Population, actor: Actor) -> Municipality:
    """What is counted for each thousand inhabitants of the gmina is counted with this number from now on."""
    locked = Municipality.objects.select_for_update(no_key=True).get(pk=gmina.pk)
    demand(actor, "directory.edit_gmina", locked)
    _check(population)
    changed = changed_fields(locked, asdict(population))
    if not changed:
        return locked
    locked.save(update_fields=changed)
    record(
        subject=locked,
        actor=actor,
        sentence=gettext_noop("Changed the number of inhabitants to %(count)s."),
        params={"count": population.population or "–"},
        audience=Audience.PUBLIC,
    )
    return locked


def _check(population: Population) -> None:
    number, day = population.population, population.population_on
    if number is not None and not 0 < number <= MOST_PEOPLE:
        raise Refused(_("Give the number of inhabitants, from 1 to 3,000,000."), field="population")
    if number is not None and day is None:
        raise Refused(_("Say of which day the number is."), field="population_on")
    if number is None and (day is not None or population.population_source):
        raise Refused(_("Give the number of inhabitants, or clear all the fields."), field="population")
    if day is not None and day > clock.today():
        raise Refused(_("This day is still to come."), field="population_on")
