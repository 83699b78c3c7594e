"""The index: one row per thing that can be found."""

from django.db import models


class SearchEntry(models.Model):
    """A thing that can be found: its title, its text as written, and folded."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    exact = models.TextField()
    folded = models.TextField()
    weight = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="one_entry_per_thing"
            )
        ]
