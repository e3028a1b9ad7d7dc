"""The tables of guides and good practices, and the shelf that guides stand on."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import kuznia.lib.clock

TITLE = "Poradniki"
SLUG = "poradniki"
EDITORS = "Redakcja"
ON_PAGES = ("add", "change", "publish", "lock", "unlock")


def put_up_shelf(apps, schema_editor):
    """Put a shelf of guides beside that of news, and let the same editors write there."""
    Page = apps.get_model("wagtailcore", "Page")
    GuideIndex = apps.get_model("newsroom", "GuideIndex")
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="newsroom", model="guideindex"
    )
    root = Page.objects.get(depth=1)
    last = Page.objects.filter(depth=2).order_by("path").last()
    shelf = GuideIndex.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=SLUG,
        url_path=f"/{SLUG}/",
        content_type=kind,
        path=f"{root.path}{_next_place(last.path[len(root.path) :])}",
        depth=2,
        locale_id=last.locale_id,
        live=True,
    )
    Page.objects.filter(pk=root.pk).update(numchild=root.numchild + 1)
    for action in ON_PAGES:
        permission = apps.get_model("auth", "Permission").objects.get(
            content_type__app_label="wagtailcore", content_type__model="page", codename=f"{action}_page"
        )
        apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
            group=apps.get_model("auth", "Group").objects.get(name=EDITORS),
            page_id=shelf.pk,
            permission=permission,
        )


def _next_place(place):
    """Return the place in the tree after this one; there are two or three, so its last digit never runs over."""
    return place[:-1] + str(int(place[-1]) + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0008_places"),
        ("newsroom", "0003_news"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuideIndex",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "shelf of guides",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="GuidePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.TextField(
                        help_text="What a reader will be able to do afterwards.",
                        max_length=400,
                        verbose_name="lead",
                    ),
                ),
                ("for_whom", models.CharField(max_length=300, verbose_name="for whom")),
                (
                    "legal_basis",
                    models.TextField(
                        blank=True,
                        help_text="The act and its articles.",
                        max_length=600,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "facts_on",
                    models.DateField(
                        default=kuznia.lib.clock.today,
                        help_text="The day on which somebody last checked them.",
                        verbose_name="facts as of",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("paragraph", 1),
                            ("quote", 4),
                            ("picture", 9),
                            ("links", 15),
                            ("steps", 19),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "icon": "title",
                                    "label": "heading",
                                    "max_length": 150,
                                    "template": "newsroom/blocks/heading.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "icon": "pilcrow",
                                    "label": "paragraph",
                                    "max_length": 20000,
                                    "template": "newsroom/blocks/paragraph.html",
                                },
                            ),
                            2: ("wagtail.blocks.TextBlock", (), {"label": "quoted words"}),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "who said or wrote it", "max_length": 150, "required": False},
                            ),
                            4: ("wagtail.blocks.StructBlock", [[("text", 2), ("who", 3)]], {}),
                            5: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture"}),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Read aloud to people who do not see the picture.",
                                    "label": "what the picture shows",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Nothing is read aloud, because nothing would be missed.",
                                    "label": "it only decorates",
                                    "required": False,
                                },
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "caption and author", "max_length": 250, "required": False},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 5), ("alternative", 6), ("is_decorative", 7), ("caption", 8)]],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "heading", "max_length": 150, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "words of the link", "max_length": 150},
                            ),
                            12: ("wagtail.blocks.URLBlock", (), {"label": "address", "max_length": 500}),
                            13: ("wagtail.blocks.StructBlock", [[("label", 11), ("url", 12)]], {}),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (13,),
                                {"label": "links", "max_num": 30, "min_num": 1},
                            ),
                            15: ("wagtail.blocks.StructBlock", [[("title", 10), ("links", 14)]], {}),
                            16: ("wagtail.blocks.CharBlock", (), {"label": "what to do", "max_length": 150}),
                            17: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "label": "how",
                                    "max_length": 5000,
                                },
                            ),
                            18: ("wagtail.blocks.StructBlock", [[("title", 16), ("text", 17)]], {}),
                            19: (
                                "wagtail.blocks.ListBlock",
                                (18,),
                                {
                                    "icon": "list-ol",
                                    "label": "steps, one after another",
                                    "max_num": 20,
                                    "min_num": 2,
                                    "template": "newsroom/blocks/steps.html",
                                },
                            ),
                        },
                        verbose_name="text",
                    ),
                ),
                ("title_en", models.CharField(blank=True, max_length=255, verbose_name="title in English")),
                ("lead_en", models.TextField(blank=True, max_length=400, verbose_name="lead in English")),
                (
                    "for_whom_en",
                    models.CharField(blank=True, max_length=300, verbose_name="for whom, in English"),
                ),
                (
                    "legal_basis_en",
                    models.TextField(blank=True, max_length=600, verbose_name="legal basis in English"),
                ),
                (
                    "body_en",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("paragraph", 1),
                            ("quote", 4),
                            ("picture", 9),
                            ("links", 15),
                            ("steps", 19),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "icon": "title",
                                    "label": "heading",
                                    "max_length": 150,
                                    "template": "newsroom/blocks/heading.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "icon": "pilcrow",
                                    "label": "paragraph",
                                    "max_length": 20000,
                                    "template": "newsroom/blocks/paragraph.html",
                                },
                            ),
                            2: ("wagtail.blocks.TextBlock", (), {"label": "quoted words"}),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "who said or wrote it", "max_length": 150, "required": False},
                            ),
                            4: ("wagtail.blocks.StructBlock", [[("text", 2), ("who", 3)]], {}),
                            5: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture"}),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Read aloud to people who do not see the picture.",
                                    "label": "what the picture shows",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Nothing is read aloud, because nothing would be missed.",
                                    "label": "it only decorates",
                                    "required": False,
                                },
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "caption and author", "max_length": 250, "required": False},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 5), ("alternative", 6), ("is_decorative", 7), ("caption", 8)]],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "heading", "max_length": 150, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "words of the link", "max_length": 150},
                            ),
                            12: ("wagtail.blocks.URLBlock", (), {"label": "address", "max_length": 500}),
                            13: ("wagtail.blocks.StructBlock", [[("label", 11), ("url", 12)]], {}),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (13,),
                                {"label": "links", "max_num": 30, "min_num": 1},
                            ),
                            15: ("wagtail.blocks.StructBlock", [[("title", 10), ("links", 14)]], {}),
                            16: ("wagtail.blocks.CharBlock", (), {"label": "what to do", "max_length": 150}),
                            17: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "label": "how",
                                    "max_length": 5000,
                                },
                            ),
                            18: ("wagtail.blocks.StructBlock", [[("title", 16), ("text", 17)]], {}),
                            19: (
                                "wagtail.blocks.ListBlock",
                                (18,),
                                {
                                    "icon": "list-ol",
                                    "label": "steps, one after another",
                                    "max_num": 20,
                                    "min_num": 2,
                                    "template": "newsroom/blocks/steps.html",
                                },
                            ),
                        },
                        verbose_name="text in English",
                    ),
                ),
            ],
            options={
                "verbose_name": "guide",
                "verbose_name_plural": "guides",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for an editor"),
                            ("returned", "to be corrected"),
                            ("published", "published"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn by the organisation"),
                            ("taken_down", "taken down"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("problem", models.TextField(max_length=1500, verbose_name="the problem")),
                ("deed", models.TextField(max_length=3000, verbose_name="what was done")),
                ("cost", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="cost")),
                (
                    "cost_note",
                    models.CharField(blank=True, max_length=300, verbose_name="what the money went on"),
                ),
                ("result", models.TextField(max_length=1500, verbose_name="the result")),
                ("contact_name", models.CharField(max_length=120, verbose_name="whom to ask")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("contact_phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("contact_agreed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("language", models.CharField(default="pl", max_length=2)),
                ("form_key", models.UUIDField(unique=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sphere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.sphere",
                        verbose_name="field",
                    ),
                ),
            ],
            options={
                "verbose_name": "good practice",
                "verbose_name_plural": "good practices",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PracticeStateOrganisationTitleCostVersionPublishedAtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for an editor"),
                            ("returned", "to be corrected"),
                            ("published", "published"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn by the organisation"),
                            ("taken_down", "taken down"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("cost", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="cost")),
                ("version", models.PositiveIntegerField(default=1)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="directory.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_organisation_title_cost_version_published_at_events",
                        to="newsroom.practice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(fields=["state", "-published_at"], name="practice_state_newest_first"),
        ),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(fields=["organisation", "state"], name="practice_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.UniqueConstraint(fields=("slug",), name="practice_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__gte", 0)), name="practice_cost_not_below_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="practice_published_with_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="practice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "newsroom_practicestateorganisationtitlecostversionpublishedc90e" ("cost", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "state", "title", "version") VALUES (NEW."cost", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                    hash="9aa1a1db9282fd997ca31b4cbe99248bd4abfeb9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c3522",
                    table="newsroom_practice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="practice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "newsroom_practicestateorganisationtitlecostversionpublishedc90e" ("cost", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "state", "title", "version") VALUES (NEW."cost", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                    hash="b35c6c77e4fb6da1198d37fb05ccb639365bff14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07263",
                    table="newsroom_practice",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(put_up_shelf, migrations.RunPython.noop),
    ]
