"""Searches from the command line: `manage.py search "QUERY" --json --limit 10`."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kuznia.search.queries import asked_for, find


class Command(BaseCommand):
    """Print what the site's own search finds."""

    help = "Search the public texts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the words, how many answers, and in which form."""
        parser.add_argument("query")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", help="print a list of type, title, url and score")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the hits, the best first."""
        hits = find(asked_for(options["query"]), limit=max(options["limit"], 0)).hits
        rows = [
            {
                "type": hit.document.kind,
                "title": hit.document.title,
                "url": hit.document.url,
                "score": round(hit.score, 6),
            }
            for hit in hits
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['score']:.3f}  {row['type']:<14}{row['title']}  {row['url']}")
