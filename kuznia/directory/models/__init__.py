"""The one record of authorities, organisations and places."""

from kuznia.directory.models.achievements import Achievement, Paper
from kuznia.directory.models.authorities import Authority, Municipality, Post, StandIn, colour_of
from kuznia.directory.models.board import BoardMember
from kuznia.directory.models.claims import Claim, Invitation
from kuznia.directory.models.exchanges import Exchange
from kuznia.directory.models.imports import ColumnMatching, ImportRow, ImportRun
from kuznia.directory.models.merges import KnownApart, LikelyPair, Merge
from kuznia.directory.models.organisations import Membership, Organisation, Representation, Sphere, plate_of
from kuznia.directory.models.outlines import Outline
from kuznia.directory.models.tallies import Tally
from kuznia.directory.models.venues import Room, Venue

__all__ = [
    "Achievement",
    "Authority",
    "BoardMember",
    "Claim",
    "ColumnMatching",
    "Exchange",
    "ImportRow",
    "ImportRun",
    "Invitation",
    "KnownApart",
    "LikelyPair",
    "Membership",
    "Merge",
    "Municipality",
    "Organisation",
    "Outline",
    "Paper",
    "Post",
    "Representation",
    "Room",
    "Sphere",
    "StandIn",
    "Tally",
    "Venue",
    "colour_of",
    "plate_of",
]
