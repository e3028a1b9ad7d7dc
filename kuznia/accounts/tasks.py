"""Housekeeping of accounts."""

from __future__ import annotations

from django.core.management import call_command

from kuznia.accounts.services import complete_journal, forget_unconfirmed
from kuznia.jobs.registry import periodic
from kuznia.lib.policy import System


@periodic("37 1 * * *", "accounts.forget_old_sessions")
def forget_old_sessions() -> None:
    """Delete the sessions that have run out: they hold the address with which somebody signed in."""
    call_command("clearsessions")


@periodic("47 1 * * *", "accounts.complete_journal")
def complete_erasure_journal() -> None:
    """Note the erasures that a crash or a full disk kept out of the journal."""
    complete_journal(actor=System("accounts.complete_journal"))


@periodic("57 1 * * *", "accounts.forget_unconfirmed")
def forget_unconfirmed_accounts() -> None:
    """Erase the accounts whose address nobody proved within 30 days."""
    forget_unconfirmed(actor=System("accounts.forget_unconfirmed"))
