from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0002_first_topics")]

    operations = [
        # Why a question was closed earlier stays in its history, for the office.
        migrations.RemoveField("inquiry", "closing_reason"),
        migrations.AlterField(
            "reply",
            "kind",
            models.CharField(
                choices=[
                    ("follow_up", "further question"),
                    ("answer", "answer"),
                    ("note", "note for the office"),
                    ("reason", "why it was handed on or closed"),
                ],
                max_length=20,
            ),
        ),
    ]
