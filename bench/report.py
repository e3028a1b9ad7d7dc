"""The table that a run prints and keeps."""

from __future__ import annotations

import os
from typing import Any

from bench.plan import AIMS, CONNECTIONS, READ, RESULTS, STORM_CONNECTIONS, STORM_SEATS, WORKERS, Aim, Plan

MEASURED = (
    ("floor page", "floor: page"),
    ("floor sign-up", "floor: whole sign-up"),
    ("floor storm", "floor: storm"),
    ("uncached home", "home, no cache"),
    ("uncached event", "event, no cache"),
    ("uncached sign-up", "whole sign-up, no cache"),
    ("served home", "home, as served"),
    ("served event", "event, as served"),
    ("served sign-up", "whole sign-up, as served"),
    ("served storm", "storm, as served"),
    ("floor workshop", "floor: one workshop"),
    *((f"whole {name}", f"{name}, no cache") for name in READ),
    *((f"tenth {name}", f"{name}, no cache, a tenth of the data") for name in READ),
)

HEAD = """# Measured: {size}

Medians of {plan.rounds} rounds, {workers} workers on {cores} cores, {connections} connections. Storm:
{plan.storm_clients} clients, {seats} seats, {storm} in flight. Limits of tries off; the load driver runs beside the
servers. A whole sign-up is: event page, form, submit, the page that follows, own page by the e-mail's link; the time
trap is on. CPU is in milliseconds a request (or a whole sign-up), of the web server's processes and PostgreSQL's; it
and memory can be read on Linux only."""
TAIL = """Queries: {queries}.
Queries with 1 row and with 30: {lists}.
Memory of a worker, MB (RSS, share): {figures[served memory]}, {figures[served memory share]}; the floor's:
{figures[floor memory]}, {figures[floor memory share]}. `manage.py verify` after all of it: {verdict}
"""


def written(plan: Plan, found: dict[str, float], queries: dict[str, Any], verdict: str) -> str:
    """Returns the whole report as Markdown."""
    figures = {name: f"{value:.0f}" for name, value in found.items()}
    size = f"{plan.events} events, {plan.sign_ups} sign-ups, {plan.organisations} organisations, {plan.news} news"
    head = HEAD.format(
        plan=plan,
        size=size,
        workers=WORKERS,
        cores=os.cpu_count(),
        connections=CONNECTIONS,
        seats=STORM_SEATS,
        storm=STORM_CONNECTIONS,
    )
    tail = TAIL.format(
        queries=_listed(queries), lists=_listed(queries["lists"]), figures=figures, verdict=verdict
    )
    return "\n\n".join([head, "\n".join(_table(found)), "\n".join(_aims(found)), tail])


def keep(text: str) -> None:
    """Leaves the report in bench/results; who finds it worth keeping commits it."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.md").write_text(text, encoding="utf-8")


def one_line(values: dict[str, float]) -> str:
    """Returns the figures of one measurement for the eyes of who waits."""
    return ", ".join(f"{name} {value:.1f}" for name, value in values.items())


def _table(found: dict[str, float]) -> list[str]:
    lines = ["| what | per s | p50 ms | p95 ms | CPU ms | web | database |", "|---|--:|--:|--:|--:|--:|--:|"]
    for key, words in MEASURED:
        columns = (
            f"{found[f'{key} {column}']:.1f}" for column in ("rate", "p50", "p95", "cpu", "web", "database")
        )
        lines.append(f"| {words} | {' | '.join(columns)} |")
    return lines


def _aims(found: dict[str, float]) -> list[str]:
    return ["| aim | wanted | measured | |", "|---|--:|--:|---|", *(_aim(aim, found) for aim in AIMS)]


def _aim(aim: Aim, found: dict[str, float]) -> str:
    beside = found[aim.beside] if aim.beside else 1.0
    value = found[aim.ours] / beside if beside else 0.0
    times = aim.unit if aim.beside else ""
    wanted = f"<= {aim.most:g}" if aim.most is not None else f">= {aim.least:g}"
    holds = value <= aim.most if aim.most is not None else value >= (aim.least or 0)
    return f"| {aim.words} | {wanted} {times} | {value:.2f} {times} | {'PASS' if holds else 'short of the aim'} |"


def _listed(counts: dict[str, Any]) -> str:
    shown = {name: count for name, count in counts.items() if name != "lists"}
    return ", ".join(f"{name} {_words(count)}" for name, count in shown.items())


def _words(count: Any) -> str:
    return " / ".join(map(str, count)) if isinstance(count, list) else str(count)
