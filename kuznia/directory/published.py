"""What search sees of the directory: the organisations that work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import Organisation
from kuznia.directory.queries.exchanges import live_exchanges
from kuznia.directory.states import PUBLIC_KIND, OrganisationState
from kuznia.lib.ports import PublishedText


class PublishedOrganisations:
    """Organisations that work; of those that closed or wait for the office nothing is found."""

    kind = PUBLIC_KIND
    model = "directory.Organisation"
    singular = _("organisation")
    plural = _("Organisations")
    icon = "heart-handshake"

    def keys(self) -> Iterable[int]:
        return Organisation.objects.filter(state=OrganisationState.ACTIVE).values_list("pk", flat=True)

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]:
        active = Organisation.objects.filter(state=OrganisationState.ACTIVE, pk__in=keys)
        today = Prefetch("exchanges", queryset=live_exchanges(), to_attr="today")
        with translation.override("pl"):
            told = active.select_related("municipality").prefetch_related("spheres", today)
            return [_text(each) for each in told]


def _text(organisation: Organisation) -> PublishedText:
    gmina = organisation.municipality
    spheres = (f"{sphere.tag_pl} {sphere.name_pl} {sphere.name_en}" for sphere in organisation.spheres.all())
    keywords = (organisation.short_name, *spheres, gmina.name if gmina else "")
    return PublishedText(
        key=organisation.pk,
        url=reverse("directory:organisation", args=[organisation.slug]),
        title=organisation.name,
        lead=organisation.mission,
        lead_en=organisation.mission_en,
        body="\n".join([organisation.description, organisation.description_en, *_exchanged(organisation)]),
        keywords="\n".join(keywords),
        place=gmina.name if gmina else "",
    )


def _exchanged(organisation: Organisation) -> Iterator[str]:
    """Return what it looks for and offers today, as one reads it where it was found."""
    for each in organisation.today:  # type: ignore[attr-defined]
        side = each.get_side_display().capitalize()
        yield f"{side}: {each.text} ({each.get_kind_display()}). {each.detail}"
        yield f"{each.text_en} {each.detail_en}"
