"""Keeps where the county and its gminas lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.borders_file import frame_of, shapes_in
from kuznia.directory.models import Authority, Municipality, Outline
from kuznia.directory.queries.authorities import county_authority
from kuznia.directory.shapes import shape_of_county, shapes_of_gminas
from kuznia.lib.borders import Shape, simplified
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand

# The side of the map in points: what is finer than this isn't seen on it.
FINEST = 500


@transaction.atomic
def add_known_outlines(*, county: Authority, actor: Actor) -> None:
    """The new county has the outlines that the house carries: of its gminas, or of the county alone."""
    demand(actor, "directory.set_up_county")
    gminas = list(Municipality.objects.all())
    whole = shape_of_county(county.teryt)
    shapes = shapes_of_gminas(county.teryt)
    if county.municipality is not None:
        # A city with county rights is one gmina, so the county's border is the gmina's.
        shapes = {county.municipality.teryt6: whole}
    if all(gmina.teryt6 in shapes for gmina in gminas):
        _keep(gminas, shapes)
    else:
        Outline.objects.create(polygons=whole)


@transaction.atomic
def replace_outlines(*, path: Path, actor: Actor) -> int:
    """The gminas are drawn as the file from the state register of borders has them; return how many there are."""
    demand(actor, "directory.set_up_county")
    county = county_authority()
    if county is None:
        raise Refused(_("There is no county yet. Set it up first: init_county --teryt CODE."))
    gminas = list(Municipality.objects.select_for_update(no_key=True).order_by("position"))
    frame = frame_of([shape_of_county(county.teryt)])
    shapes = shapes_in(path, gminas={gmina.teryt6: gmina.name for gmina in gminas}, frame=frame)
    south, north = frame[1], frame[3]
    Outline.objects.all().delete()
    _keep(gminas, simplified(shapes, tolerance=(north - south) / FINEST))
    record(
        subject=county,
        actor=actor,
        sentence=gettext_noop("The gminas were drawn anew from the register of borders."),
    )
    return len(gminas)


def _keep(gminas: list[Municipality], shapes: Mapping[str, Shape]) -> None:
    Outline.objects.bulk_create(
        Outline(municipality=gmina, polygons=shapes[gmina.teryt6]) for gmina in gminas
    )
