"""Keeps the group that Wagtail reads its permissions from."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from kuznia.lib.policy import Actor, demand
from kuznia.newsroom.policies import ENTER
from kuznia.people.models import Person

EDITORS = "Redakcja"


@transaction.atomic
def admit_editor(*, person: Person, actor: Actor) -> Person:
    """Give the person the rights inside Wagtail that an editor's role carries."""
    demand(actor, ENTER)
    if not person.groups.filter(name=EDITORS).exists():
        person.groups.add(Group.objects.get(name=EDITORS))
    return person


@transaction.atomic
def dismiss_editor(*, person: Person, actor: Actor) -> Person:
    """Take the rights inside Wagtail from a person who came without an editor's role."""
    del actor  # She is turned away herself; nothing is given, so nothing is demanded.
    person.groups.remove(*person.groups.filter(name=EDITORS))
    return person
