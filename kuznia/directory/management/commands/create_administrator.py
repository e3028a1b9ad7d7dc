"""Makes the first administrator of the county: `manage.py create_administrator --email … --name …`."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from kuznia.accounts.services import give_first_password
from kuznia.directory.models import Authority, Post
from kuznia.directory.queries import county_authority
from kuznia.directory.services import appoint_officer
from kuznia.directory.states import PostRole
from kuznia.lib.errors import Refused
from kuznia.lib.policy import OfficeRole, System
from kuznia.lib.text import email_key, readable_code
from kuznia.people.models import Person
from kuznia.people.services import person_with_email

ACTOR = System(job="create_administrator")
PARTS_OF_PASSWORD, SIGNS_OF_PART = 4, 5


class Command(BaseCommand):
    """Make a person who signs in with the address and administers the county."""

    help = "Make an administrator of the county. What is not given is asked for, or read from KUZNIA_ADMIN_EMAIL."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the address and the name."""
        parser.add_argument("--email", default="", help="address with which the administrator signs in")
        parser.add_argument("--name", default="", help="first and last name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the administrator and say how to sign in."""
        county = county_authority()
        if county is None:
            raise CommandError("There is no county yet. Make it first: manage.py init_county --teryt 1421")
        email = _address(options["email"] or os.environ.get("KUZNIA_ADMIN_EMAIL", "") or _asked("E-mail: "))
        name = options["name"].strip() or _asked("First and last name: ") or email.partition("@")[0]
        person, password = _make(county, email, name)
        self.stdout.write(f"{person.name} ({person.email}) administers: {county.name}.")
        self.stdout.write(f"Sign in at {settings.KUZNIA_BASE_URL}{reverse('account_login')}")
        if password:
            self.stdout.write(
                f"No mail server is set, so sign in with this password and change it: {password}"
            )


@transaction.atomic
def _make(county: Authority, email: str, name: str) -> tuple[Person, str]:
    person = person_with_email(email=email, name=name, language="pl", actor=ACTOR)
    held = Post.objects.filter(person=person, authority=county, until_at__isnull=True)
    if held.filter(role=PostRole.ADMINISTRATOR).exists():
        raise CommandError(f"{person.email} is an administrator already.")
    try:
        appoint_officer(person=person, authority=county, role=OfficeRole.ADMINISTRATOR, actor=ACTOR)
    except Refused as refused:
        raise CommandError(refused.message) from refused
    if settings.KUZNIA_SMTP_URL or person.has_usable_password():
        return person, ""
    # Without a mail server no code would reach her.
    password = "-".join(readable_code(SIGNS_OF_PART) for _part in range(PARTS_OF_PASSWORD))
    return give_first_password(person=person, password=password, actor=ACTOR), password


def _address(typed: str) -> str:
    key = email_key(typed)
    try:
        validate_email(key)
    except ValidationError as invalid:
        raise CommandError(
            "Give an e-mail address: --email name@example.org, or KUZNIA_ADMIN_EMAIL."
        ) from invalid
    return key


def _asked(question: str) -> str:
    return input(question).strip() if sys.stdin.isatty() else ""
