"""Keeps which records may be of one organisation, and which an officer said are of two."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.services import record as record_act
from kuznia.directory import policies as policies
from kuznia.directory.models import KnownApart, LikelyPair, Organisation
from kuznia.directory.queries.duplicates import pairs_of_all
from kuznia.directory.services.organisations import OrganisationRecord, add_organisation
from kuznia.lib.policy import Actor, decide, demand


@transaction.atomic
def find_duplicates(*, actor: Actor) -> int:
    """The list of likely duplicates is that of the directory as it is now; return how many pairs there are."""
    demand(actor, "directory.look_for_duplicates")
    found = {(pair.first_id, pair.second_id): pair for pair in pairs_of_all()}
    old = LikelyPair.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    kept = {(pair.first_id, pair.second_id): pair for pair in old}
    LikelyPair.objects.filter(pk__in=[pair.pk for ends, pair in kept.items() if ends not in found]).delete()
    LikelyPair.objects.bulk_create(
        [
            LikelyPair(
                first_id=pair.first_id,
                second_id=pair.second_id,
                same_number=pair.same_number,
                likeness=pair.likeness,
            )
            for pair in found.values()
        ],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["same_number", "likeness"],
    )
    return len(found)


@transaction.atomic
def add_another_organisation(
    *, record: OrganisationRecord, others: Iterable[Organisation], actor: Actor
) -> Organisation:
    """The organisation is added; it is another one than `others`, as far as the actor keeps these as well."""
    organisation = add_organisation(record=record, actor=actor)
    for other in others:
        if decide(actor, "directory.merge_organisations", other).allowed:
            tell_apart(one=other, other=organisation, actor=actor)
    return organisation


@transaction.atomic
def tell_apart(*, one: Organisation, other: Organisation, actor: Actor) -> KnownApart:
    """These are two organisations: nobody is asked about them again. Said twice it changes nothing."""
    for each in (one, other):
        demand(actor, "directory.merge_organisations", each)
    first, second = sorted((one, other), key=lambda each: each.pk)
    said, is_new = KnownApart.objects.get_or_create(first=first, second=second)
    LikelyPair.objects.filter(first=first, second=second).delete()
    if is_new:
        for subject, named in ((first, second), (second, first)):
            record_act(
                subject=subject,
                actor=actor,
                sentence=gettext_noop("The office says that this is another organisation: %(name)s."),
                params={"name": named.name},
            )
    return said
