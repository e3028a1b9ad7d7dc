"""Minutes, reports and certificates as targets of addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from kuznia.events.links import (
    delegation_key_of,
    key_of,
)
from kuznia.events.models import (
    Certificate,
    EventReport,
    Minutes,
)
from kuznia.events.services.minutes import ActionEntry, add_action, open_minutes
from kuznia.events.services.reports import SectionEntry, add_section, write_summary
from kuznia.events.states import (
    RecordState,
)
from kuznia.events.tests.certificates import make_certificate
from kuznia.lib.access import Role
from kuznia.lib.policy import ForAuthority
from tests.permissions.event_targets import Arguments, Target, event_of, officer_of_county, slug_of
from tests.permissions.roles import Cast


def _minutes(cast: Cast) -> Minutes:
    return open_minutes(event=event_of(cast), actor=officer_of_county(cast))


def _event_minutes(cast: Cast) -> Arguments:
    return slug_of(_minutes(cast).event)


def _minutes_point(cast: Cast) -> Arguments:
    return {**_event_minutes(cast), "what": "point"}


def _minutes_item(cast: Cast) -> Arguments:
    minutes = _minutes(cast)
    return {"slug": minutes.event.slug, "what": "point", "number": minutes.items.get().pk}


def _minutes_action(cast: Cast) -> Arguments:
    minutes = _minutes(cast)
    entry = ActionEntry(task="Zaprosić gminy", owner="Ewa", due_on=date(2026, 12, 24))
    action = add_action(minutes=minutes, entry=entry, actor=officer_of_county(cast))
    return {"slug": minutes.event.slug, "number": action.pk}


def _published_minutes(cast: Cast) -> Arguments:
    minutes = _minutes(cast)
    Minutes.objects.filter(pk=minutes.pk).update(state=RecordState.PUBLISHED)
    return slug_of(minutes.event)


def _report(cast: Cast) -> EventReport:
    event, officer = event_of(cast), officer_of_county(cast)
    return write_summary(event=event, summary="Było dobrze.", summary_en="", version=0, actor=officer)


def _event_report(cast: Cast) -> Arguments:
    return slug_of(_report(cast).event)


def _report_section(cast: Cast) -> Arguments:
    report = _report(cast)
    entry = SectionEntry(heading="Przebieg", body="Było dobrze.")
    section = add_section(report=report, entry=entry, actor=officer_of_county(cast))
    return {"slug": report.event.slug, "number": section.pk}


def _published_report(cast: Cast) -> Arguments:
    report = _report(cast)
    EventReport.objects.filter(pk=report.pk).update(state=RecordState.PUBLISHED)
    return slug_of(report.event)


def _report_figure(cast: Cast) -> Arguments:
    return {**_published_report(cast), "key": "signed-up"}


def _certificate_of(cast: Cast, **fields: Any) -> Certificate:
    actor = ForAuthority(cast.people[Role.OFFICER].pk, "Urząd", cast.county.pk, cast.county.name)
    return make_certificate(event_of(cast), officer=actor, **fields)


def _certificate(cast: Cast) -> Arguments:
    return {"code": _certificate_of(cast).code}


def _certificate_link(cast: Cast) -> Arguments:
    registration = _certificate_of(cast).registration
    return {"code": registration.code, "key": key_of(registration)}


def _desk_certificate(cast: Cast) -> Arguments:
    registration = _certificate_of(cast).registration
    return {"slug": registration.event.slug, "code": registration.code}


def _delegation_certificates(cast: Cast) -> Arguments:
    certificate = _certificate_of(cast, in_delegation=True)
    delegation = certificate.registration.delegation
    assert delegation is not None
    return {"code": delegation.code, "key": delegation_key_of(delegation)}


def _delegation_certificate(cast: Cast) -> Arguments:
    certificate = _certificate_of(cast, in_delegation=True)
    delegation = certificate.registration.delegation
    assert delegation is not None
    key = delegation_key_of(delegation)
    return {"code": delegation.code, "key": key, "certificate": certificate.code}


RECORD_TARGETS: dict[str, Target] = {
    "event_minutes": _event_minutes,
    "minutes_point": _minutes_point,
    "minutes_item": _minutes_item,
    "minutes_action": _minutes_action,
    "published_minutes": _published_minutes,
    "event_report": _event_report,
    "report_section": _report_section,
    "published_report": _published_report,
    "report_figure": _report_figure,
    "certificate": _certificate,
    "certificate_link": _certificate_link,
    "desk_certificate": _desk_certificate,
    "delegation_certificates": _delegation_certificates,
    "delegation_certificate": _delegation_certificate,
}
