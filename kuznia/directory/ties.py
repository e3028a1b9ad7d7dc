"""What the house keeps of an organisation, counted for people."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kuznia.directory.models import Organisation
from kuznia.lib.ports import organisation_ties


@dataclass(frozen=True, slots=True)
class TieCount:
    """One kind of rows and how many of them an organisation has."""

    label: str
    count: int


def tie_counts(organisation: Organisation) -> list[TieCount]:
    """Return what moves when this record is joined with another: the kinds that it has, as every app tells."""
    return [
        TieCount(_(app.labels()[name]), count)
        for app in organisation_ties
        for name, count in app.counts(organisation.pk).items()
        if count
    ]
