"""What five notices told of 2012, 2016 and 2017, in words of our own; each article names its source.

Nothing is added to the notices. Where two of them differ, both versions stand and the difference is said. No notice
gives the day on which it was published, so the day that an article bears is the demo's.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kuznia.demo.builders.stage import Stage
from kuznia.events.models import Event
from kuznia.lib.deadlines import instant
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.newsroom.queries.first_guides import parts_of
from kuznia.newsroom.services import NewsEntry, Part, publish_entry
from kuznia.newsroom.states import Category

TOLD = Path(__file__).parents[1] / "data" / "news"


def build_past_news(stage: Stage, clock: StoppedClock) -> None:
    """Publish the articles, each at its own time."""
    for path in sorted(TOLD.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        clock.move_to(instant(told["at"]))
        publish_entry(entry=_entry(told, stage), actor=stage.editor)


def _entry(told: dict[str, Any], stage: Stage) -> NewsEntry:
    events = Event.objects.filter(title__in=told["events"]).order_by("starts_at")
    return NewsEntry(
        title=told["title"],
        lead=told["lead"],
        title_en=told["title_en"],
        lead_en=told["lead_en"],
        category=Category.NGO,
        author_name=told["author"],
        body=[*parts_of(told["text"]), *_links(told)],
        organisations=[stage.organisations[key] for key in told["organisations"]],
        events=list(events.values_list("pk", flat=True)),
    )


def _links(told: dict[str, Any]) -> list[Part]:
    if "source" not in told:
        return []
    link = {"label": told["source"], "url": told["source_url"]}
    return [{"type": "links", "value": {"title": "Źródło w sieci", "links": [link]}}]
