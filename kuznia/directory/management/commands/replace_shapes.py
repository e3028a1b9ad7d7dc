"""Draws the gminas anew: `manage.py replace_shapes FILE`, a download of the state register of borders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from kuznia.directory.services import replace_outlines
from kuznia.lib.errors import Refused
from kuznia.lib.policy import System


class Command(BaseCommand):
    """Take the outlines of the gminas from a file of the state register of borders."""

    help = "Replace the outlines of the gminas by those of a GeoJSON file from the state register of borders (PRG)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", help="GeoJSON with JPT_KOD_JE, in WGS 84 or EPSG:2180")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replace the outlines and say how many there are."""
        try:
            count = replace_outlines(path=Path(options["file"]), actor=System(job="replace_shapes"))
        except Refused as refused:
            raise CommandError(refused.message) from refused
        said = ngettext("%(count)s gmina is drawn anew.", "%(count)s gminas are drawn anew.", count)
        self.stdout.write(said % {"count": count})
