"""Pairs of records and joined ones as targets of addresses."""

from __future__ import annotations

from itertools import count

from kuznia.directory.models import LikelyPair
from kuznia.directory.services.duplicates import find_duplicates
from kuznia.directory.services.merging import merge_organisations
from kuznia.directory.tests.factories import make_organisation
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import ORGANISER, Cast

_numbers = count(1)


def _likely_pair(_cast: Cast) -> Arguments:
    name = f"Powtórzone {next(_numbers)}"
    for form in ("Stowarzyszenie", "Stow."):
        make_organisation(f"{form} {name}")
    find_duplicates(actor=ORGANISER)
    return {"number": LikelyPair.objects.latest("pk").pk}


def _two_organisations(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "other": make_organisation(f"Drugie {next(_numbers)}").slug}


def _joined(cast: Cast) -> Arguments:
    gone = make_organisation(f"Dołączone {next(_numbers)}")
    merge_organisations(kept=cast.organisation, gone=gone, choices={}, actor=ORGANISER)
    return {"slug": gone.slug}


MERGE_TARGETS: dict[str, Target] = {
    "likely_pair": _likely_pair,
    "two_organisations": _two_organisations,
    "joined_organisation": _joined,
}
