"""What each role gets at the addresses of the office's side of events.

The targets are things of the county's own office; another office's are not there (404), which the app's tests hold.
"""

from kuznia.lib.access import Access, Outcome

OK, REDIRECT = Outcome.OK, Outcome.REDIRECT
DESK_ACCESS = {
    "events:desk-events": Access.officers(OK),
    "events:desk-event-new": Access.officers(OK),
    "events:desk-patronage-requests": Access.officers(OK),
    "events:desk-patronage": Access.officers(OK, target="desk_patronage"),
    "events:desk-patronage-grant": Access.officers(OK, target="desk_patronage", method="POST"),
    "events:desk-patronage-refuse": Access.officers(OK, target="desk_patronage", method="POST"),
    "events:desk-event": Access.officers(OK, target="announced_event"),
    "events:desk-event-edit": Access.officers(OK, target="draft_event"),
    "events:desk-event-preview": Access.officers(OK, target="draft_event"),
    "events:desk-event-history": Access.officers(OK, target="announced_event"),
    "events:desk-event-publish": Access.officers(OK, target="draft_event"),
    "events:desk-event-cancel": Access.officers(OK, target="announced_event"),
    "events:desk-broadcasts": Access.officers(OK, target="announced_event"),
    "events:desk-event-clone": Access.officers(OK, target="announced_event"),
    "events:desk-programme": Access.officers(OK, target="announced_event"),
    "events:desk-session-new": Access.officers(OK, target="announced_event"),
    "events:desk-session-edit": Access.officers(OK, target="event_session"),
    "events:desk-session-remove": Access.officers(OK, target="event_session"),
    "events:desk-parties": Access.officers(OK, target="announced_event"),
    "events:desk-party-remove": Access.officers(REDIRECT, target="event_party", method="POST"),
    "events:desk-documents": Access.officers(OK, target="announced_event"),
    "events:desk-document-remove": Access.officers(REDIRECT, target="event_document", method="POST"),
    "events:desk-questions": Access.officers(OK, target="announced_event"),
    "events:desk-question-new": Access.officers(OK, target="announced_event"),
    "events:desk-questions-preview": Access.officers(OK, target="announced_event"),
    "events:desk-question-edit": Access.officers(OK, target="event_question"),
    "events:desk-question-move": Access.officers(REDIRECT, target="event_question", method="POST"),
    "events:desk-question-remove": Access.officers(OK, target="event_question"),
    "events:desk-survey": Access.officers(OK, target="surveyed_event"),
    "events:desk-survey-set-up": Access.officers(OK, target="announced_event"),
    "events:desk-survey-open": Access.officers(OK, target="surveyed_event"),
    "events:desk-survey-close": Access.officers(OK, target="open_survey"),
    "events:desk-survey-remind": Access.officers(REDIRECT, target="open_survey", method="POST"),
    "events:desk-survey-questions": Access.officers(OK, target="announced_event"),
    "events:desk-survey-question-new": Access.officers(OK, target="announced_event"),
    "events:desk-survey-preview": Access.officers(OK, target="announced_event"),
    "events:desk-survey-result": Access.officers(REDIRECT, target="survey_question", method="POST"),
    "events:desk-registrations-csv": Access.officers(OK, target="announced_event"),
    "events:desk-registrations-xlsx": Access.officers(OK, target="announced_event"),
    "events:desk-registration": Access.officers(OK, target="desk_registration"),
    "events:desk-registration-cancel": Access.officers(OK, target="desk_registration"),
}
