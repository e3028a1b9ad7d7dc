"""`python -m runner.migrations`: every migration that this version knows, one a line; asks no database."""

from __future__ import annotations

import os
import subprocess
import sys

from runner.place import ROOT, Stop, say

NOBODYS_KEY = "-" * 50


def known_migrations() -> set[str]:
    """The names, asked in a process of its own: Django's settings would make a secret key where there is none."""
    asked = subprocess.run(
        [sys.executable, "-m", "runner.migrations"],
        cwd=ROOT,
        env={**os.environ, "KUZNIA_SECRET_KEY": NOBODYS_KEY},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if asked.returncode:
        raise Stop("the migrations of this version could not be read; the reason stands above.")
    return set(asked.stdout.split())


def main() -> None:
    """Prints them, those that were squashed into one included."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuznia.config.settings")
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    on_disk = MigrationLoader(None).disk_migrations
    replaced = {name for migration in on_disk.values() for name in migration.replaces}
    say("\n".join(sorted(f"{app}.{name}" for app, name in {*on_disk, *replaced})))


if __name__ == "__main__":
    main()
