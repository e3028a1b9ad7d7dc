"""The context of row versions is looked up without a fault that is caught.

pghistory's own function asks for a setting that most transactions lack and catches the error: a subtransaction that
fails for every row written. Each failure makes PostgreSQL walk all checks that wait for the end of the transaction, so
a transaction of n rows cost n squared: 100,000 sign-ups in one took eight minutes.
"""

from django.db import migrations

LOOK = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    context_id UUID := NULLIF(current_setting('pghistory.context_id', true), '');
    context_metadata JSONB := NULLIF(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context_id IS NULL OR context_metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
    VALUES (context_id, context_metadata, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
    WHERE pghistory_context.metadata <> EXCLUDED.metadata;
    RETURN context_id;
END
$$ LANGUAGE plpgsql
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(LOOK, migrations.RunSQL.noop)]
