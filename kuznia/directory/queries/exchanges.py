"""Reads what organisations look for and offer."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate

from kuznia.directory.models import Exchange, Organisation
from kuznia.lib.clock import WARSAW, NowOnce


def live_exchanges() -> QuerySet[Exchange]:
    """Return what is looked for and offered today: neither ended nor past its day."""
    today = TruncDate(NowOnce(), tzinfo=WARSAW)
    return Exchange.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), ended_at__isnull=True)


def past_exchanges(organisation: Organisation, *, limit: int = 30) -> list[Exchange]:
    """Return what the organisation looked for or offered before, newest first, for its own people."""
    over = organisation.exchanges.exclude(pk__in=live_exchanges().values("pk"))
    return list(over.order_by("-added_at", "-pk")[:limit])
