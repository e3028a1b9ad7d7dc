"""Housekeeping of accounts."""

from __future__ import annotations

from django.core.management import call_command

from kuznia.jobs.registry import periodic


@periodic("37 1 * * *", "accounts.forget_old_sessions")
def forget_old_sessions() -> None:
    """Delete the sessions that have run out: they hold the address with which somebody signed in."""
    call_command("clearsessions")
