"""The serving role can add to the case history and read it, nothing else; the triggers hold everybody."""

from django.db import migrations

REVOKE = """
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'kuznia_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_caseentry FROM kuznia_app;
  END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(REVOKE, migrations.RunSQL.noop)]
