"""Administrative units with their dates, and what became of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Level of an administrative unit; districts exist only before 1 July 2025."""

    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class AdminUnit(models.Model):
    """A province, district or commune in one period: the key is code + valid_from."""

    code = models.CharField(max_length=5)
    level = models.CharField(max_length=8, choices=Level.choices)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="one_unit_per_code_and_start"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="unit_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["level", "valid_to"])]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Type and name as printed: `xã Thanh Hà`."""
        kind = "thành phố" if self.kind == "thành phố thuộc tỉnh" else self.kind
        return f"{kind} {self.name}"


class Succession(models.Model):
    """Where the whole or a part of an old unit went."""

    class Share(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        PART = "part", _("một phần")

    old = models.ForeignKey(AdminUnit, models.PROTECT, related_name="successions")
    new = models.ForeignKey(AdminUnit, models.PROTECT, related_name="origins")
    share = models.CharField(max_length=5, choices=Share.choices)
    on = models.DateField()
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new", "on"], name="one_succession_per_pair_and_day"
            )
        ]


class UnitAlias(models.Model):
    """Another spelling of a unit's name, for matching addresses only."""

    unit = models.ForeignKey(AdminUnit, models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "alias"], name="one_alias_per_unit")
        ]


class DayOff(models.Model):
    """A public holiday, or a weekend day worked in exchange; an office edits these."""

    on = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    is_worked = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"
