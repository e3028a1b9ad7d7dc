"""The second version of the notice on sign-ups: how long they are kept is the organiser's choice, said beside the form."""

from django.db import migrations

PURPOSE = "events.registration"
LASTING = {
    "body_pl": (
        "przechowujemy przez rok po wydarzeniu",
        "przechowujemy tak długo, jak ustalił organizator, zwykle rok po wydarzeniu; okres podajemy przy tej informacji",
    ),
    "body_en": (
        "for a year after the event",
        "for as long as the organiser has set, usually a year after the event; the period stands beside this notice",
    ),
}


def publish(apps, schema_editor):
    notices = apps.get_model("accounts", "PrivacyNotice").objects.filter(purpose=PURPOSE)
    latest = notices.order_by("-version").first()
    if latest is None or latest.version != 1:
        # The office has published a text of its own since: that one stands.
        return
    for name, (before, after) in LASTING.items():
        body = getattr(latest, name)
        if before not in body:
            raise ValueError(f"The first notice on sign-ups says nothing of: {before}")
        setattr(latest, name, body.replace(before, after))
    apps.get_model("accounts", "PrivacyNotice").objects.create(
        purpose=PURPOSE,
        version=2,
        title_pl=latest.title_pl,
        title_en=latest.title_en,
        body_pl=latest.body_pl,
        body_en=latest.body_en,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_patronage_notice")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
