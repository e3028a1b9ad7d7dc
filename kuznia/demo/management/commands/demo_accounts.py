"""`manage.py demo_accounts`: prints whom one may sign in as."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from kuznia.demo.accounts import PEOPLE


class Command(BaseCommand):
    help = "Print the people of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            for person in PEOPLE:
                self.stdout.write(f"  {person.role!s:<16} {person.name} – {person.detail}")
