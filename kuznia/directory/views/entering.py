"""What stands between a filled-in record and the directory: organisations that it may be already."""

from __future__ import annotations

from collections.abc import Mapping

from kuznia.directory.forms.organisations import OrganisationForm
from kuznia.directory.queries.duplicates import Likely, likely_duplicates

CONFIRMED = "is_another"


def unconfirmed_duplicates(form: OrganisationForm, sent: Mapping[str, str]) -> list[Likely]:
    """Return the likely duplicates of a valid record unless the officer has seen these and said it is another one."""
    if not form.is_valid():
        return []
    found = likely_duplicates(form.record())
    seen = set(sent.get(CONFIRMED, "").split())
    return [] if {str(each.organisation.pk) for each in found} <= seen else found
