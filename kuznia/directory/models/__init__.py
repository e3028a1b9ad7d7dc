"""The one record of authorities, organisations and places."""

from kuznia.directory.models.authorities import Authority, Municipality, Post
from kuznia.directory.models.claims import Claim, Invitation
from kuznia.directory.models.organisations import Membership, Organisation, Representation, Sphere
from kuznia.directory.models.venues import Room, Venue

__all__ = [
    "Authority",
    "Claim",
    "Invitation",
    "Membership",
    "Municipality",
    "Organisation",
    "Post",
    "Representation",
    "Room",
    "Sphere",
    "Venue",
]
