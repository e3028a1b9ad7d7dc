"""The map beside the list of organisations: in which gmina are those that the filters find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.listing import NAMES, Listing
from kuznia.directory.maps import GminaMap, figure_of, map_of, shade_of
from kuznia.directory.queries import Counted, Filters
from kuznia.directory.queries.coverage import found_by_gmina


@dataclass(frozen=True, slots=True)
class ListMap:
    """The map with the sentence that it shows."""

    title: str
    drawn: GminaMap


def numbers_of_list(listing: Listing) -> dict[str | None, int]:
    """Return how many organisations the filters find in each gmina, by its code, whatever gmina they name."""
    wanted = replace(listing.filters, municipality="")
    if wanted != Filters():
        return found_by_gmina(wanted)
    return {None: listing.elsewhere} | {each.value: each.count for each in listing.counted}


def map_of_list(listing: Listing, numbers: Mapping[str | None, int]) -> ListMap:
    """Return where the organisations of this list are; whatever gmina was chosen, all are shown."""
    wanted = replace(listing.filters, municipality="")
    counted = [replace(each, count=numbers.get(each.value, 0)) for each in listing.counted]
    largest = max((each.count for each in counted), default=0)
    figures = [
        figure_of(
            each,
            url=address_of_list(replace(wanted, municipality=each.value)),
            shade=shade_of(each.count, largest),
        )
        for each in counted
    ]
    return ListMap(title=_title(counted, largest), drawn=map_of(figures))


def address_of_list(filters: Filters) -> str:
    """Return the address of the list with these filters."""
    asked = {name: getattr(filters, field) for field, name in NAMES.items()}
    return f"{reverse('directory:organisations')}?{urlencode({name: said for name, said in asked.items() if said})}"


def _title(counted: list[Counted], largest: int) -> str:
    if not largest:
        return _("None in any gmina")
    if len(counted) == 1:
        return _("In this gmina")
    most = ", ".join(each.label for each in counted if each.count == largest)
    return _("Most of them: %(names)s") % {"names": most}
