"""Keeps the groups that Wagtail reads its permissions from."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from kuznia.lib.policy import Actor, decide, demand
from kuznia.newsroom.policies import ENTER, PUBLISH_NEWS
from kuznia.people.models import Person

# Editors approve and publish; authors write and submit.
EDITORS, AUTHORS = "Redakcja", "Autorzy"
GROUPS = frozenset({EDITORS, AUTHORS})


@transaction.atomic
def admit_writer(*, person: Person, actor: Actor) -> Person:
    """Give the person the rights inside Wagtail that her role carries, and no others."""
    demand(actor, ENTER)
    wanted = EDITORS if decide(actor, PUBLISH_NEWS).allowed else AUTHORS
    held = set(person.groups.filter(name__in=GROUPS).values_list("name", flat=True))
    if held != {wanted}:
        person.groups.remove(*Group.objects.filter(name__in=held - {wanted}))
        person.groups.add(Group.objects.get(name=wanted))
    return person


@transaction.atomic
def dismiss_writer(*, person: Person, actor: Actor) -> Person:
    """Take the rights inside Wagtail from a person who came without a role that carries them."""
    del actor  # She is turned away herself; nothing is given, so nothing is demanded.
    person.groups.remove(*person.groups.filter(name__in=GROUPS))
    return person
