"""What the house writes about events, by noun."""

from kuznia.events.letters.broadcasts import broadcast, broadcast_letter, hold_ends, matter_of, reminder
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

__all__ = [
    "Changes",
    "broadcast",
    "broadcast_letter",
    "cancelled",
    "changed",
    "confirmed",
    "event_cancelled",
    "event_changed",
    "exists",
    "expired",
    "hold_ends",
    "matter_of",
    "offered",
    "refused",
    "reminder",
    "signed_up",
    "withdrawn",
]
