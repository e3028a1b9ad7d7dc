"""What the house writes about events, by noun."""

from kuznia.events.letters.broadcasts import broadcast, broadcast_letter, hold_ends, matter_of, reminder
from kuznia.events.letters.delegations import (
    delegation_cancelled,
    delegation_changed,
    delegation_confirmed,
    delegation_event_cancelled,
    delegation_event_changed,
    delegation_expired,
    delegation_hold_ends,
    delegation_reminder,
    delegation_signed_up,
)
from kuznia.events.letters.delegations_waiting import (
    delegation_offer_lapsed,
    delegation_offered,
    delegation_waiting,
)
from kuznia.events.letters.events import (
    Changes,
    event_cancelled,
    event_changed,
)
from kuznia.events.letters.registrations import (
    cancelled,
    changed,
    confirmed,
    exists,
    expired,
    offered,
    refused,
    signed_up,
    withdrawn,
)
from kuznia.events.letters.surveys import asked_in_survey, reminded_of_survey
from kuznia.events.letters.waiting import waiting, wish_lapsed, wish_offered

__all__ = [
    "Changes",
    "asked_in_survey",
    "broadcast",
    "broadcast_letter",
    "cancelled",
    "changed",
    "confirmed",
    "delegation_cancelled",
    "delegation_changed",
    "delegation_confirmed",
    "delegation_event_cancelled",
    "delegation_event_changed",
    "delegation_expired",
    "delegation_hold_ends",
    "delegation_offer_lapsed",
    "delegation_offered",
    "delegation_reminder",
    "delegation_signed_up",
    "delegation_waiting",
    "event_cancelled",
    "event_changed",
    "exists",
    "expired",
    "hold_ends",
    "matter_of",
    "offered",
    "refused",
    "reminded_of_survey",
    "reminder",
    "signed_up",
    "waiting",
    "wish_lapsed",
    "wish_offered",
    "withdrawn",
]
