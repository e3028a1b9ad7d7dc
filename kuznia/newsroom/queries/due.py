"""Pages whose time has come or is over."""

from __future__ import annotations

from wagtail.models import Page, Revision

from kuznia.lib.clock import NowOnce


def due_pages() -> list[int]:
    """Return the numbers of the pages that are to go public or to be taken down by now."""
    to_publish = Revision.page_revisions.filter(approved_go_live_at__lte=NowOnce())
    to_take_down = Page.objects.filter(live=True, expire_at__lte=NowOnce())
    numbers = {int(number) for number in to_publish.values_list("object_id", flat=True)}
    return sorted(numbers | set(to_take_down.values_list("pk", flat=True)))
