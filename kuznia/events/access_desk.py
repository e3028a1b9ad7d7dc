"""What each role gets at the addresses of the office's side of events.

The targets are things of the county's own office; another office's are not there (404), which the app's tests hold.
"""

from typing import Literal

from kuznia.lib.access import Access, Outcome


def _officers(
    target: str = "", *, outcome: Outcome = Outcome.OK, method: Literal["GET", "POST"] = "GET"
) -> Access:
    return Access(
        visitor=Outcome.SIGN_IN,
        resident=Outcome.FORBIDDEN,
        representative=Outcome.FORBIDDEN,
        officer=outcome,
        editor=Outcome.FORBIDDEN,
        administrator=outcome,
        target=target,
        method=method,
    )


DESK_ACCESS = {
    "events:desk-events": _officers(),
    "events:desk-event-new": _officers(),
    "events:desk-event": _officers("announced_event"),
    "events:desk-event-edit": _officers("draft_event"),
    "events:desk-event-preview": _officers("draft_event"),
    "events:desk-event-history": _officers("announced_event"),
    "events:desk-event-publish": _officers("draft_event"),
    "events:desk-event-cancel": _officers("announced_event"),
    "events:desk-programme": _officers("announced_event"),
    "events:desk-session-new": _officers("announced_event"),
    "events:desk-session-edit": _officers("event_session"),
    "events:desk-session-remove": _officers("event_session"),
    "events:desk-parties": _officers("announced_event"),
    "events:desk-party-remove": _officers("event_party", outcome=Outcome.REDIRECT, method="POST"),
    "events:desk-documents": _officers("announced_event"),
    "events:desk-document-remove": _officers("event_document", outcome=Outcome.REDIRECT, method="POST"),
    "events:desk-registrations-csv": _officers("announced_event"),
    "events:desk-registrations-xlsx": _officers("announced_event"),
    "events:desk-registration": _officers("desk_registration"),
    "events:desk-registration-cancel": _officers("desk_registration"),
}
