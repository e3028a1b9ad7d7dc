"""What ties questions to an organisation, moved when two records of it are joined and given back (docs/adr/0027)."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from kuznia.inquiries.models import Inquiry
from kuznia.lib.ties import PlainTies, Tie

TIES = PlainTies(Tie(Inquiry, "organisation", gettext_noop("questions to the office"), title="code"))
