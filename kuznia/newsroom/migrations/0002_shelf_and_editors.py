"""Turns what Wagtail lays out for any site into what this house has: one shelf of news and one group that writes it."""

from django.db import migrations

TITLE = "Aktualności"
SLUG = "aktualnosci"
EDITORS = "Redakcja"
ON_PAGES = ("add", "change", "publish", "lock", "unlock")
ON_PICTURES = ("add", "change", "choose")


def lay_out(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    NewsIndex = apps.get_model("newsroom", "NewsIndex")
    kind, _made = ContentType.objects.get_or_create(app_label="newsroom", model="newsindex")
    # Wagtail's welcome page becomes the shelf: its place in the tree and the site that starts at it stay right.
    welcome = Page.objects.get(depth=2)
    welcome.title = welcome.draft_title = TITLE
    welcome.slug = SLUG
    welcome.url_path = f"/{SLUG}/"
    welcome.content_type = kind
    shelf = NewsIndex(page_ptr=welcome)
    shelf.__dict__.update({key: value for key, value in welcome.__dict__.items() if key != "_state"})
    shelf.save()
    apps.get_model("wagtailcore", "Site").objects.update(site_name="Kuźnia")
    _make_editors(apps, welcome)


def _make_editors(apps, shelf):
    Group = apps.get_model("auth", "Group")
    Collection = apps.get_model("wagtailcore", "Collection")
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(
        _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    )
    for action in ON_PAGES:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
            group=group,
            page=shelf,
            permission=_permission(apps, "wagtailcore", "page", f"{action}_page", f"Can {action} page"),
        )
    for action in ON_PICTURES:
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.create(
            group=group,
            collection=Collection.objects.get(depth=1),
            permission=_permission(apps, "wagtailimages", "image", f"{action}_image", f"Can {action} image"),
        )


def _permission(apps, app_label, model, codename, name):
    """Return the permission; on an empty database Django makes them only after all migrations."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(lay_out, migrations.RunPython.noop)]
