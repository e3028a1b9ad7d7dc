"""The database's clock and the Polish sort key: functions, no tables, for `lib` has no models."""

from django.db import migrations

CLOCK = """
CREATE OR REPLACE FUNCTION kuznia_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'
"""

POLISH_KEY = """
CREATE OR REPLACE FUNCTION kuznia_polish_key(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
 SELECT translate(lower(words), 'aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abc')
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(CLOCK, "DROP FUNCTION kuznia_clock()"),
        migrations.RunSQL(POLISH_KEY, "DROP FUNCTION kuznia_polish_key(text)"),
    ]
