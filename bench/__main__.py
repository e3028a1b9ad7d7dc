"""One run of the benchmark; `make bench`, or `make bench QUICK=1` while working on the code."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from statistics import median
from typing import Any

import django
from django.db import connection

from bench import database, recall, report, servers
from bench.driver import Driver
from bench.plan import PORT, READ, READ_EVENT, STORM_EVENT, STORM_SEATS, Plan, chosen_plan
from bench.visits import Floor, Kuznia, read_page, sign_up, storm
from runner import postgres
from runner.children import Child, finish
from runner.place import ROOT, Stop, give_up, say

FLOOR_WORKSHOP = "1"
FLOOR_STORM = "2"
Figures = dict[str, list[float]]


def main() -> None:
    """Measures everything and prints the table."""
    plan = chosen_plan()
    database.point_environment()
    # The owner fills and looks; the web server that is measured works under the role `app`.
    os.environ |= {"DJANGO_SETTINGS_MODULE": "kuznia.config.settings", "KUZNIA_DATABASE_ROLE": "owner"}
    os.environ.update(servers.BENCH_ENVIRONMENT)
    with postgres.embedded():
        database.make_ready(plan)
        django.setup()
        queries = _queries()
        figures = _measured(plan)
        say("Looking whether everything still holds")
        verdict = database.verify()
        _measure_sizes(plan, figures)
        _take(database.DEMO)
        share = recall.measured().share
    found = {name: median(values) for name, values in figures.items()} | {"recall": share}
    found["growing lists"] = sum(few != many for few, many in queries["lists"].values())
    text = report.written(plan, found, queries, verdict)
    print(text)
    report.keep(text)


def _queries() -> dict[str, Any]:
    os.environ["KUZNIA_PAGE_CACHE"] = "0"
    say("Counting queries")
    counted: dict[str, Any] = json.loads(
        finish(Child("queries", [sys.executable, "-m", "bench.queries"], output=-1)).splitlines()[-1]
    )
    return counted


def _measured(plan: Plan) -> Figures:
    figures: Figures = defaultdict(list)
    driver = Driver(PORT)
    try:
        for number in range(plan.rounds):
            say(f"Round {number + 1} of {plan.rounds}: the floor")
            _measure_floor(plan, driver, figures)
            say(f"Round {number + 1} of {plan.rounds}: Kuźnia without caches")
            _measure_kuznia(plan, driver, figures, "uncached", storm_event=None)
            say(f"Round {number + 1} of {plan.rounds}: Kuźnia as served")
            _measure_kuznia(plan, driver, figures, "served", storm_event=f"{STORM_EVENT}-{number}")
    finally:
        driver.close()
    return figures


def _take(template: str) -> None:
    """Puts a fresh copy of this database in place; this process lets go of the one before."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    database.use(template)


def _measure_sizes(plan: Plan, figures: Figures) -> None:
    """Reads the same pages with all the data and with a tenth of it, beside the floor."""
    driver = Driver(PORT)
    try:
        for name in (database.WHOLE, database.TENTH):
            _take(name)
            for number in range(plan.rounds):
                say(f"Round {number + 1} of {plan.rounds}: pages of {name}")
                with servers.floor() as server:
                    _note(figures, "floor workshop", read_page(driver, server, "/w/1/", plan.seconds))
                with servers.kuznia(page_cache=False) as server:
                    _read_all(plan, driver, figures, server, name.removeprefix("kuznia_"))
    finally:
        driver.close()


def _read_all(plan: Plan, driver: Driver, figures: Figures, server: servers.Server, size: str) -> None:
    for page, path in READ.items():
        _note(figures, f"{size} {page}", read_page(driver, server, path, plan.seconds / 2))


def _measure_floor(plan: Plan, driver: Driver, figures: Figures) -> None:
    database.reset_floor()
    with servers.floor() as server:
        database.settle()
        _note(figures, "floor page", read_page(driver, server, "/page/", plan.seconds))
        _note(figures, "floor sign-up", sign_up(driver, server, Floor(), FLOOR_WORKSHOP, plan.people))
        values, _won = storm(driver, server, Floor(), FLOOR_STORM, plan.storm_clients)
        _note(figures, "floor storm", values)
        _note_memory(figures, "floor", server)


def _measure_kuznia(
    plan: Plan, driver: Driver, figures: Figures, name: str, *, storm_event: str | None
) -> None:
    with servers.kuznia(page_cache=name == "served") as server:
        database.settle()
        _note(figures, f"{name} home", read_page(driver, server, "/", plan.seconds))
        event = f"/wydarzenia/{READ_EVENT}/"
        _note(figures, f"{name} event", read_page(driver, server, event, plan.seconds))
        _note(figures, f"{name} sign-up", sign_up(driver, server, Kuznia(), READ_EVENT, plan.people))
        if storm_event:
            values, won = storm(driver, server, Kuznia(), storm_event, plan.storm_clients)
            _note(figures, f"{name} storm", values | {"wrong": _sold_wrong(storm_event, won)})
        _note_memory(figures, name, server)


def _sold_wrong(slug: str, won: int) -> float:
    """How far what clients were told and what the database holds are from the number of seats."""
    from kuznia.events.models import Event, Registration

    event = Event.objects.get(slug=slug)
    kept = Registration.objects.filter(event=event)
    people = kept.values("person").distinct().count()
    return float(sum(abs(number - STORM_SEATS) for number in (won, kept.count(), people, event.taken)))


def _note(figures: Figures, name: str, values: dict[str, float]) -> None:
    for column, value in values.items():
        figures[f"{name} {column}"].append(value)
    say("      " + name + ": " + report.one_line(values))


def _note_memory(figures: Figures, name: str, server: servers.Server) -> None:
    resident, share = server.memory()
    figures[f"{name} memory"].append(resident)
    figures[f"{name} memory share"].append(share)


if __name__ == "__main__":
    os.chdir(ROOT)
    try:
        main()
    except Stop as reason:
        give_up(reason)
