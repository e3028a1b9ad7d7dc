"""`manage.py retention`: deletes the personal data of events whose time has passed, or says what would go."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from kuznia.events.models import Event
from kuznia.events.queries.retention import due_for_forgetting, keepings_of, proposals_due_for_forgetting
from kuznia.events.services.retention import forget_proposal, forget_sign_ups
from kuznia.lib import clock
from kuznia.lib.policy import System


class Command(BaseCommand):
    help = "Delete the personal data of sign-ups and of proposed events whose time of keeping has passed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would go and write nothing.")
        parser.add_argument(
            "--at",
            default="",
            help="With --dry-run: what would go at this instant, such as 2027-12-13T04:00Z.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["at"] and not options["dry_run"]:
            raise CommandError("--at goes with --dry-run: nothing is deleted before its time.")
        if options["dry_run"]:
            self._tell(_instant(options["at"]) if options["at"] else clock.now())
            return
        for event in due_for_forgetting(clock.now()):
            gone = forget_sign_ups(event=event, actor=System("events.forget_sign_ups"))
            self.stdout.write(f"{event.slug}: personal data of {gone} sign-ups deleted")
        for proposal in proposals_due_for_forgetting(clock.now()):
            forget_proposal(proposal=proposal, actor=System("events.forget_proposals"))
            self.stdout.write(f"proposal {proposal.pk}: contact person deleted")

    @transaction.atomic
    def _tell(self, at: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        due = Event.objects.filter(pk__in=[event.pk for event in due_for_forgetting(at)])
        for keeping in keepings_of(due, at):
            self.stdout.write(f"{keeping.event.slug}: personal data of {keeping.sign_ups} sign-ups would go")
        for proposal in proposals_due_for_forgetting(at):
            self.stdout.write(f"proposal {proposal.pk}: contact person would go")


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError("--at takes an instant such as 2027-12-13T04:00Z.") from None
    if found.tzinfo is None:
        raise CommandError("--at takes an instant with its zone, such as 2027-12-13T04:00Z.")
    return found
