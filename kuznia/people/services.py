"""The only writers of people; whoever calls has authorised the act where its reason is known."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from kuznia.lib import clock
from kuznia.lib.once import Once
from kuznia.lib.policy import Actor
from kuznia.lib.text import email_key
from kuznia.people.models import Person

ERASED_NAME = "usunięta osoba"


@transaction.atomic(savepoint=False)
def person_with_email(*, email: str, name: str, language: str, actor: Actor) -> Person:
    """Return the person of this address, made if nobody has it; a known person keeps her name and language."""
    # Anybody who leaves an address for a matter of her own becomes a record; nothing is shown to her.
    del actor
    made = Person(email=email_key(email), name=name, language=language, password="!")  # noqa: S106
    person, _is_new = _OF_ADDRESS.found_or_made(made)
    return person


_OF_ADDRESS = Once(Person, by="email")


@transaction.atomic
def add_person(*, name: str, actor: Actor, email: str | None = None, language: str = "pl") -> Person:
    """Make a person who is named in the county's records, with an address or without one."""
    if email:
        return person_with_email(email=email, name=name, language=language, actor=actor)
    return Person.objects.create(name=name, language=language, password="!")  # noqa: S106


@transaction.atomic
def nobody(*, actor: Actor) -> Person:
    """Return the person to whom records point once nobody may know whose they were; she is the same for all."""
    del actor
    # An erased account has the instant of its erasure; nobody has none, for no account was ever hers.
    marks = {"name": ERASED_NAME, "email": None, "is_active": False, "erased_at": None}
    known = Person.objects.filter(
        name=ERASED_NAME, email__isnull=True, is_active=False, erased_at__isnull=True
    ).order_by("pk")
    return known.first() or Person.objects.create(**marks, password="!")  # noqa: S106


@transaction.atomic
def end_sessions(*, person: Person, actor: Actor) -> Person:
    """End every session of the person, on all devices: her roles or her keys have changed."""
    del actor
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
    return person


@transaction.atomic
def correct_person(*, person: Person, name: str, phone: str, language: str, actor: Actor) -> Person:
    """Correct what is kept of the person: her name, phone, and the language in which the county writes to her."""
    del actor
    person.name, person.phone, person.language = name, phone, language
    person.save(update_fields=["name", "phone", "language"])
    return person


@transaction.atomic
def set_password(*, person: Person, password: str, actor: Actor) -> Person:
    """Set the person's password; sessions on other devices end, for their seal was made with the old one."""
    del actor
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


@transaction.atomic
def forget_person(*, person: Person, actor: Actor) -> Person:
    """Make the person nobody: no name, address, phone or password, no way in; her number stays for the histories."""
    del actor
    person.name, person.email, person.phone = ERASED_NAME, None, ""
    person.set_unusable_password()
    person.is_active = person.is_superuser = False
    person.erased_at = clock.now()
    person.session_epoch += 1
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    return person
