"""Channels beside mail, own words, wishes; what was mailed stays known as mailed."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OLD_JOB = "saolang.notifications.services.send_mail"
NEW_JOB = "saolang.notifications.sending.deliver"


def keep_what_was_mailed(apps, schema_editor):
    """Each letter that went out becomes a delivery; each that waits keeps its job."""
    notices = apps.get_model("notifications", "Notice")
    deliveries = apps.get_model("notifications", "Delivery")
    jobs = apps.get_model("tasks", "Job")
    sent = notices.objects.filter(mailed_at__isnull=False).order_by("pk")
    deliveries.objects.bulk_create(
        (
            deliveries(
                notice=each, channel="email", state="sent", settled_at=each.mailed_at
            )
            for each in sent.iterator(1000)
        ),
        batch_size=1000,
    )
    for job in jobs.objects.filter(name=OLD_JOB).exclude(state="done"):
        delivery, _ = deliveries.objects.get_or_create(
            notice_id=job.arguments["notice_id"], channel="email"
        )
        job.name, job.arguments = NEW_JOB, {"delivery_id": delivery.pk}
        job.save(update_fields=["name", "arguments"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("notifications", "0001_initial"),
        ("tasks", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.CharField(blank=True, default="", max_length=160),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about", ""), _negated=True),
                fields=("recipient", "about"),
                name="one_notice_per_person_and_matter",
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("channel", models.CharField(max_length=20)),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chờ gửi"),
                            ("sending", "đang gửi"),
                            ("sent", "đã gửi"),
                            ("unsure", "có thể đã gửi"),
                            ("skipped", "người nhận không chọn"),
                            ("failed", "bị từ chối"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("lease_until", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="notifications.notice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "channel"), name="one_delivery_per_channel"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            ("lease_until__isnull", False),
                            _connector="OR",
                        ),
                        name="delivery_in_hand_has_a_lease",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="MessageText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=150)),
                ("body", models.TextField()),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "language"),
                        name="one_text_per_kind_and_language",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("wishes", models.JSONField(default=dict)),
                (
                    "digest",
                    models.CharField(
                        choices=[
                            ("daily", "Mỗi sáng ngày làm việc một thư"),
                            (
                                "weekly",
                                "Mỗi tuần một thư, sáng ngày làm việc đầu tuần",
                            ),
                            ("off", "Không gộp: mỗi việc một thư"),
                        ],
                        default="daily",
                        max_length=6,
                    ),
                ),
                ("digested_on", models.DateField(null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunPython(keep_what_was_mailed, migrations.RunPython.noop),
    ]
