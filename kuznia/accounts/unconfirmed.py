"""Accounts that somebody opened with an address and never proved that it is hers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, QuerySet

from kuznia.notify.models import Message
from kuznia.people.models import Person

# These come with the account itself: the address, and the letters with codes.
OF_THE_ACCOUNT = (EmailAddress, Message)


def never_confirmed(before: datetime) -> QuerySet[Person]:
    """Return who opened an account before the instant, proved no address, asked for no code since, and has nothing."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    people = Person.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        # Who has just been sent a code may be typing it.
        ~Exists(Message.objects.filter(person=OuterRef("pk"), queued_at__gte=before)),
        joined_at__lt=before,
        last_login=None,
        erased_at=None,
    )
    for model, field in _references():
        people = people.exclude(Exists(model._base_manager.filter(**{field: OuterRef("pk")})))
    return people


def _references() -> Iterator[tuple[type[Model], str]]:
    """Every column of every app that names a person, but those of the account: a new app is counted by itself."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model = relation.field.model
        # A view of all row versions at once, which pghistory brings, is no table.
        if model not in OF_THE_ACCOUNT and not model._meta.proxy:
            yield model, relation.field.name
