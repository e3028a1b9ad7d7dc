"""Pictures that were sent before are nobody's own: which of them are published was not noted."""

from django.db import migrations


def take_over(apps, schema_editor):
    apps.get_model("wagtailimages", "Image").objects.update(uploaded_by_user=None)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0004_guides"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
