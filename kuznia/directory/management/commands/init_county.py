"""Sets up the county of this installation: `manage.py init_county --teryt 1421`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kuznia.directory.models import Authority
from kuznia.directory.services import set_up_county
from kuznia.directory.states import AuthorityKind
from kuznia.lib.errors import Refused
from kuznia.lib.policy import System


class Command(BaseCommand):
    """Make the offices of a county and its gminas from its TERYT code."""

    help = "Set up the county: its office, its gminas and their offices."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the four digits of the county."""
        parser.add_argument("--teryt", required=True, help="four digits, for example 1421")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up the county and say what was made."""
        try:
            county = set_up_county(teryt=options["teryt"].strip(), actor=System(job="init_county"))
        except Refused as refused:
            raise CommandError(refused.message) from refused
        offices = Authority.objects.filter(kind=AuthorityKind.GMINA).values_list("name", flat=True)
        self.stdout.write(f"{county.name} ({county.teryt}): {', '.join(offices) or county.short_name}")
