"""The officer's list that leaves the house as a file: the county's history says who took it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.functional import Promise

from kuznia.audit.services import record_export
from kuznia.directory.models import Authority
from kuznia.directory.states import AuthorityKind
from kuznia.lib.policy import Actor, demand


@transaction.atomic
def note_organisations_taken(
    *, what: str | Promise, count: int, filters: Sequence[str | Promise], actor: Actor
) -> None:
    """Note that an officer took the list of organisations away, with the contacts that it holds."""
    demand(actor, "directory.enter_desk")
    county = Authority.objects.get(kind=AuthorityKind.COUNTY)
    record_export(subject=county, actor=actor, what=what, count=count, filters=filters)
