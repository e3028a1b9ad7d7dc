"""`manage.py verify`: every invariant of the house with the number of rows that break it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kuznia.audit.verification import findings


class Command(BaseCommand):
    help = "Check every invariant; end with 0 when nothing breaks one."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        is_quiet = options["verbosity"] == 0
        for finding in findings():
            if is_quiet and not finding.count:
                continue
            self.stdout.write(f"{finding.count:>6}  {finding.name}")
            for example in finding.examples:
                self.stdout.write(f"        {example}")
            broken += bool(finding.count)
        if broken:
            raise CommandError(f"{broken} broken.")
        if not is_quiet:
            self.stdout.write("Everything holds.")
