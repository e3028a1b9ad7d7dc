"""Builds the demo county by calling the services of the apps under a stopped clock, never by loading rows.

All of it is one transaction: a build that is killed leaves nothing, and nobody else ever sees the stopped clock.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import override

from kuznia.demo.accounts import ADMINISTRATOR
from kuznia.demo.builders.claims import build_claims
from kuznia.demo.builders.conference import build_conference_of_2012
from kuznia.demo.builders.county import build_county
from kuznia.demo.builders.documents import build_documents
from kuznia.demo.builders.duplicates import enter_duplicate
from kuznia.demo.builders.knowledge import build_knowledge
from kuznia.demo.builders.living import build_living_events
from kuznia.demo.builders.news import build_news
from kuznia.demo.builders.newsroom import build_newsroom
from kuznia.demo.builders.organisations import build_organisations
from kuznia.demo.builders.places import build_places
from kuznia.demo.builders.profiles import build_profiles
from kuznia.demo.builders.proposals import build_proposals
from kuznia.demo.builders.questions import build_questions
from kuznia.jobs.services import forget_work
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.lib.stopped_clock import clock_stopped_at
from kuznia.people.models import Person

KEPT_DAYS = 14


def is_built() -> bool:
    """True once the demo county is there."""
    return Person.objects.filter(email=ADMINISTRATOR.email).exists()


@transaction.atomic
def build_demo(*, say: Callable[[str], object]) -> None:
    """Build the county, its organisations, the conference of 2012, the events of these weeks and the news."""
    today = clock.now()
    with override("pl"), clock_stopped_at(today) as stopped:
        say("  the county, its gminas and its people")
        stage = build_county(stopped)
        say("  organisations")
        build_organisations(stage, stopped)
        enter_duplicate(stage)
        say("  the conference of 2012")
        build_conference_of_2012(stage, stopped)
        say("  the events of these weeks")
        build_living_events(stage, stopped, today)
        say("  documents")
        build_documents(stage)
        say("  the pages of organisations")
        build_profiles(stage, stopped, today)
        say("  what waits at the office")
        build_proposals(stage, stopped, today)
        build_claims(stage, stopped, today)
        build_questions(stage, stopped, today)
        say("  news")
        build_news(stage, stopped, today)
        build_newsroom(stage, stopped, today)
        say("  guides and good practices")
        build_knowledge(stage, stopped, today)
        build_places(stage, stopped, today)
        say("  the index of search")
        run_waiting_jobs()
        # As the nightly housekeeping of all these years would have done.
        forget_work(days=KEPT_DAYS, actor=System("demo"))
