"""What stands between a filled-in record and the directory: organisations that it may be already."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db.models import QuerySet

from kuznia.directory.forms.organisations import OrganisationForm
from kuznia.directory.models import Organisation
from kuznia.directory.queries.duplicates import Likely, likely_duplicates, standing_organisations

CONFIRMED = "is_another"
MOST_SEEN = 20
LITTLE_NUMBER = re.compile("[0-9]{1,9}")


def unconfirmed_duplicates(form: OrganisationForm, sent: Mapping[str, str]) -> list[Likely]:
    """Return the likely duplicates of a valid record unless the officer has seen these and said it is another one."""
    if not form.is_valid():
        return []
    found = likely_duplicates(form.record())
    return [] if {each.organisation.pk for each in found} <= _seen(sent) else found


def confirmed_others(sent: Mapping[str, str]) -> QuerySet[Organisation]:
    """Return the organisations of which the officer said that the new one is another."""
    return standing_organisations().filter(pk__in=_seen(sent)).order_by("pk")


def _seen(sent: Mapping[str, str]) -> set[int]:
    numbers = (word for word in sent.get(CONFIRMED, "").split()[:MOST_SEEN] if LITTLE_NUMBER.fullmatch(word))
    return {int(number) for number in numbers}
