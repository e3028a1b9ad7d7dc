from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]

    operations = [
        migrations.AddField("message", "authority_id", models.BigIntegerField(null=True, blank=True)),
    ]
