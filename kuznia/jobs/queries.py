"""Reads long work."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from kuznia.jobs.models import Progress
from kuznia.jobs.states import UNDER_WAY
from kuznia.lib import clock
from kuznia.lib.clock import Now
from kuznia.lib.policy import Actor, ForAuthority, is_officer, person_id_of

# While a job is given from one worker to another no row may look abandoned.
GRACE = timedelta(minutes=1)
SILENT_AFTER = timedelta(minutes=1)


def visible_to(actor: Actor) -> QuerySet[Progress]:
    """Return the work that the actor started, and for an officer that of her office."""
    person_id = person_id_of(actor)
    if person_id is None:
        return Progress.objects.none()
    ours = Q(started_by_id=person_id)
    if isinstance(actor, ForAuthority) and is_officer(actor):
        ours |= Q(authority_id=actor.authority_id)
    return Progress.objects.filter(ours)


def work_on(subject: models.Model, actor: Actor) -> QuerySet[Progress]:
    """Return the work on this object that the actor may see, newest first."""
    return visible_to(actor).filter(subject_label=subject._meta.label, subject_id=subject.pk)


def is_silent(progress: Progress) -> bool:
    """True for work that runs and has not moved for a minute: it is being tried again, or one piece is large."""
    return progress.moved_at is not None and progress.moved_at < clock.now() - SILENT_AFTER


def abandoned_work() -> QuerySet[Progress]:
    """Return the work under way that no job does or will do."""
    named = Cast(KT("args__progress_id"), models.BigIntegerField())
    jobs = ProcrastinateJob.objects.filter(status__in=["todo", "doing"], args__has_key="progress_id")
    living = jobs.alias(named=named).filter(named=OuterRef("pk"))
    return Progress.objects.filter(state__in=UNDER_WAY, created_at__lt=Now() - GRACE).filter(~Exists(living))


def work_over_for(*, days: int) -> QuerySet[Progress]:
    """Return the work that ended so many days ago or earlier."""
    return Progress.objects.filter(ended_at__lte=clock.now() - timedelta(days=days))
