"""Publishes guides outside Wagtail's admin, and puts up the first shelf of them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import transaction

from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.newsroom.models import GuideIndex, GuidePage
from kuznia.newsroom.policies import PUBLISH_GUIDE
from kuznia.newsroom.queries.first_guides import WrittenGuide
from kuznia.newsroom.services.publishing import publish_page


@transaction.atomic
def publish_guide(*, written: WrittenGuide, actor: Actor) -> GuidePage:
    """Publish a guide at once, as the person who acts and at the time of the house's clock."""
    demand(actor, PUBLISH_GUIDE)
    polish, english = written.polish, written.english
    page = GuidePage(
        title=polish.title,
        slug=written.slug,
        lead=polish.lead,
        for_whom=polish.for_whom,
        legal_basis=polish.legal_basis,
        body=json.dumps(polish.parts),
        facts_on=written.facts_on,
        title_en=english.title,
        lead_en=english.lead,
        for_whom_en=english.for_whom,
        legal_basis_en=english.legal_basis,
        body_en=json.dumps(english.parts),
        live=False,
        first_published_at=clock.now(),
        owner_id=person_id_of(actor),
    )
    GuideIndex.objects.get().add_child(instance=page)
    return publish_page(page=page, actor=actor)


@transaction.atomic
def put_up_guides(*, written: Sequence[WrittenGuide], actor: Actor) -> list[GuidePage]:
    """Publish those of the guides whose addresses are free; what an editor has made of one stays hers."""
    demand(actor, PUBLISH_GUIDE)
    # Of two that put them up at once the second waits here, and finds the guides of the first.
    GuideIndex.objects.select_for_update(no_key=True, of=("self",)).get()
    taken = set(GuidePage.objects.values_list("slug", flat=True))
    return [publish_guide(written=each, actor=actor) for each in written if each.slug not in taken]
