"""Questions to the office as targets of addresses."""

from __future__ import annotations

from kuznia.inquiries.links import key_of
from kuznia.inquiries.models import Topic
from kuznia.inquiries.tests.factories import make_inquiry
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import Cast


def _inquiry_link(cast: Cast) -> Arguments:
    inquiry = make_inquiry(authority=cast.county)
    return {"code": inquiry.code, "key": key_of(inquiry)}


def _desk_inquiry(cast: Cast) -> Arguments:
    return {"code": make_inquiry(authority=cast.county).code}


def _topic(cast: Cast) -> Arguments:
    del cast
    return {"number": Topic.objects.earliest("position").pk}


INQUIRY_TARGETS: dict[str, Target] = {
    "inquiry_link": _inquiry_link,
    "somebody_elses_inquiry": _desk_inquiry,
    "desk_inquiry": _desk_inquiry,
    "inquiry_topic": _topic,
}
