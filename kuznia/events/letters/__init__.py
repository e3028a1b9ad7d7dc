"""What the house writes about events, by noun."""

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
    "cancelled",
    "changed",
    "confirmed",
    "event_cancelled",
    "event_changed",
    "exists",
    "expired",
    "offered",
    "refused",
    "signed_up",
    "withdrawn",
]
