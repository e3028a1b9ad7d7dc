"""How much a table may hold, and the sentences in which the others are refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_LINE = 60_000
LONGEST_CELL = 20_000
# The texts of an XLSX lie in one part that is read whole.
MOST_SHARED_TEXT = 80_000_000

TOO_MANY_ROWS = _("This table has more than 50 000 rows. Divide it into several files.")
TOO_MANY_COLUMNS = _("This table has more than 200 columns. Leave those that describe the organisations.")
TOO_LONG = _("A line of this file is longer than 60 000 characters: it is no table of organisations.")
BROKEN_TABLE = _("This table doesn’t open. Save it once more as XLSX or CSV and send it again.")
EMPTY_TABLE = _("There is nothing in this table. Check which sheet you saved.")
NO_NAME = _("No column of this table is headed “Name”. Say which column has the names of the organisations.")
TOO_MUCH_TEXT = _("This table unpacks to too much text. Save it once more, only with the organisations.")
