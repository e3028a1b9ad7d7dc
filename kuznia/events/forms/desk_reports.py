"""The forms of the public report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.events.forms.desk import VersionedForm
from kuznia.events.models import EventReport, ReportSection
from kuznia.events.services.reports import SectionEntry, VersionEntry
from kuznia.lib.meanwhile import values_of
from kuznia.ui.forms import MultilineField, TextField
from kuznia.ui.shared_forms import Difference, SharedForm

SOURCES = 3
VERSIONS = "versions"


class SummaryForm(VersionedForm):
    """The report in a few sentences."""

    summary = MultilineField(
        label=gettext_lazy("In a few sentences"),
        rows=5,
        max_length=2000,
        help_text=gettext_lazy("What it was, who came, what came of it. An empty line begins a paragraph."),
    )
    summary_en = MultilineField(
        label=gettext_lazy("In a few sentences, in English"), rows=4, max_length=2000, required=False
    )

    def __init__(self, *args: Any, report: EventReport | None, **kwargs: Any) -> None:
        first = (
            {"summary": report.summary, "summary_en": report.summary_en, "version": str(report.version)}
            if report
            else {"version": "0"}
        )
        super().__init__(*args, initial=first, **kwargs)


class SectionForm(SharedForm):
    """A part of the report; where sources disagree, each one is quoted in its own words."""

    heading = TextField(label=gettext_lazy("Heading"), max_length=200)
    body = MultilineField(label=gettext_lazy("Text"), rows=8, max_length=6000, required=False)

    def __init__(self, *args: Any, section: ReportSection | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_first_values(section), **kwargs)
        for number in range(1, SOURCES + 1):
            self.fields[f"source_{number}"] = TextField(
                label=_("Source %(number)d") % {"number": number}, max_length=300, required=False
            )
            self.fields[f"url_{number}"] = TextField(
                label=_("Address of source %(number)d") % {"number": number},
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "url"}),
            )
            self.fields[f"words_{number}"] = MultilineField(
                label=_("What source %(number)d says") % {"number": number},
                rows=3,
                max_length=2000,
                required=False,
            )

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """Heading and text."""
        return [self["heading"], self["body"]]

    @property
    def source_fields(self) -> list[list[forms.BoundField]]:
        """The fields of each source."""
        return [
            [self[f"{name}_{number}"] for name in ("source", "url", "words")]
            for number in range(1, SOURCES + 1)
        ]

    def typed(self) -> dict[str, Any]:
        """Return the part as typed; what its sources say is one value."""
        return values_of(self.entry())

    def clean(self) -> dict[str, Any]:
        """Ask for text or sources, for the name of each source and for its words."""
        cleaned = super().clean()
        values = self.cleaned_data
        for number in range(1, SOURCES + 1):
            self._clean_source(number)
        if not values.get("body") and not any(values.get(f"words_{n}") for n in range(1, SOURCES + 1)):
            self.add_error("body", _("Write the text, or what a source says."))
        return cleaned

    def entry(self) -> SectionEntry:
        """Return the form as the service takes it."""
        values = self.cleaned_data
        numbers = [number for number in range(1, SOURCES + 1) if values[f"words_{number}"]]
        versions = [
            VersionEntry(
                source=values[f"source_{number}"],
                url=values[f"url_{number}"],
                words=values[f"words_{number}"],
            )
            for number in numbers
        ]
        return SectionEntry(heading=values["heading"], body=values["body"], versions=versions)

    def difference(self, name: str, theirs: Any) -> Difference:
        """Return both versions of a field; what the sources say as lines."""
        if name != VERSIONS:
            return super().difference(name, theirs)
        mine = _lines(self.entry().versions)
        return Difference(_("What sources say"), mine, _lines(theirs))

    def _clean_source(self, number: int) -> None:
        values = self.cleaned_data
        source, url, words = (values.get(f"{name}_{number}", "") for name in ("source", "url", "words"))
        if (words or url) and not source:
            self.add_error(f"source_{number}", _("Name the source."))
        if source and not words:
            self.add_error(f"words_{number}", _("Write what this source says."))
        if url and urlsplit(url).scheme not in {"http", "https"}:
            wrong = _("Give the whole address, beginning with https:// or http://.")
            self.add_error(f"url_{number}", ValidationError(wrong, code="scheme"))


def _lines(versions: Sequence[VersionEntry]) -> str:
    return "\n".join(f"{each.source}: {each.words}" for each in versions)


def _first_values(section: ReportSection | None) -> dict[str, Any]:
    if section is None:
        return {}
    entry = SectionEntry.of(section)
    values = values_of(entry)
    for number, version in enumerate(entry.versions[:SOURCES], start=1):
        values |= {
            f"source_{number}": version.source,
            f"url_{number}": version.url,
            f"words_{number}": version.words,
        }
    return values
