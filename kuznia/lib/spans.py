"""The time from one instant to another inside a query, for what overlaps a month or a week."""

from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import Func


class Span(Func):
    """The span of two columns, its end left out, as PostgreSQL indexes it."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()
