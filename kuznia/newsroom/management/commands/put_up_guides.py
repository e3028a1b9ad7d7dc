"""Puts up the first shelf of guides: `manage.py put_up_guides --editor anna@powiat.example`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kuznia.directory.queries import roles_of
from kuznia.lib.policy import ForAuthority, is_editor
from kuznia.lib.text import email_key
from kuznia.newsroom.queries.first_guides import written_guides
from kuznia.newsroom.services import put_up_guides
from kuznia.people.models import Person


class Command(BaseCommand):
    """Publish the guides that come with Kuźnia, in an editor's name."""

    help = "Publish the guides that come with Kuźnia. One whose address is taken is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask in whose name they are published."""
        parser.add_argument("--editor", required=True, help="e-mail of an editor or administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish what is missing and name it."""
        added = put_up_guides(written=written_guides(), actor=_editor(options["editor"]))
        for page in added:
            self.stdout.write(f"{page.title}: {page.address()}")
        if not added:
            self.stdout.write("Every guide is there already.")


def _editor(email: str) -> ForAuthority:
    person = Person.objects.filter(email=email_key(email)).first()
    roles = roles_of(person) if person else []
    found = next((role for role in roles if isinstance(role, ForAuthority) and is_editor(role)), None)
    if found is None:
        raise CommandError(f"Nobody with the address {email} edits the county's news.")
    return found
