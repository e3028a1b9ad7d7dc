"""Choosing an organisation in Wagtail's admin: by any part of its name, among those that the directory tells of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from kuznia.directory.models import Organisation
from kuznia.directory.queries.duplicates import standing_organisations
from kuznia.lib.text import fold

MOST_WORDS = 6


class OrganisationFilter(BaseFilterForm):  # type: ignore[misc]
    """Looks for words in names, without diacritics."""

    q = forms.CharField(label=_("Part of the name"), required=False, max_length=100)

    def filter(self, objects: QuerySet[Organisation]) -> QuerySet[Organisation]:
        """Return those whose names have every word."""
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in fold(self.search_query).split()[:MOST_WORDS]:
            objects = objects.filter(folded_name__contains=word)
        return objects


class _Listed:
    filter_form_class = OrganisationFilter

    def get_object_list(self) -> QuerySet[Organisation]:
        return standing_organisations().order_by("sort_key", "pk")


class OrganisationChoice(_Listed, ChooseView):  # type: ignore[misc]
    """The window with the list."""


class OrganisationResults(_Listed, ChooseResultsView):  # type: ignore[misc]
    """The list alone, after each letter typed."""


class OrganisationChooser(ChooserViewSet):  # type: ignore[misc]
    """The window in which an editor chooses an organisation."""

    model = Organisation
    icon = "group"
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    choose_view_class = OrganisationChoice
    choose_results_view_class = OrganisationResults


def organisation_chooser() -> Any:
    """Return the window, as Wagtail registers it."""
    return OrganisationChooser("organisation_chooser", url_prefix="organisation-chooser")
