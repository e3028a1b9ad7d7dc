"""What ties the newsroom to an organisation, moved when two records are joined and given back (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from kuznia.lib.ties import PlainTies, Tie
from kuznia.newsroom.models import NewsOrganisation, Practice
from kuznia.newsroom.states import PRACTICE_KIND
from kuznia.search.services import note_change


def _tell_search(_tie: Tie, numbers: Sequence[int]) -> None:
    note_change(kind=PRACTICE_KIND, keys=numbers)


NEWS = PlainTies(Tie(NewsOrganisation, "organisation", gettext_noop("news about it"), title="page__title"))
PRACTICES = PlainTies(
    Tie(Practice, "organisation", gettext_noop("good practices"), title="title"), tell=_tell_search
)
