"""What search sees of good practices: the published ones, without whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from kuznia.lib.ports import PublishedText
from kuznia.newsroom.models import Practice
from kuznia.newsroom.queries import published_practices
from kuznia.newsroom.states import PRACTICE_KIND


class PublishedPractices:
    """The cards that stand on the site."""

    kind = PRACTICE_KIND
    model = "newsroom.Practice"
    singular = _("good practice")
    plural = _("Good practices")
    icon = "thumbs-up"

    def keys(self) -> Iterable[int]:
        """Return the numbers of the published cards."""
        return published_practices().values_list("pk", flat=True)

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]:
        """Return the texts of those of these cards that are published."""
        with translation.override("pl"):
            return [_text(practice) for practice in published_practices().filter(pk__in=keys)]


def _text(practice: Practice) -> PublishedText:
    gmina = practice.organisation.municipality
    return PublishedText(
        key=practice.pk,
        url=practice.get_absolute_url(),
        title=practice.title,
        lead=practice.problem,
        body=f"{practice.deed}\n{practice.result}\n{practice.cost_note}\n{practice.organisation.name}",
        keywords=practice.sphere.name_pl,
        place=gmina.name if gmina else "",
        day=localtime(practice.published_at).date() if practice.published_at else None,
    )
