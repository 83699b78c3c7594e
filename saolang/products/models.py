"""What a product is, rated or not."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saolang.files.models import StoredFile
from saolang.geography.models import AdminUnit
from saolang.kernel.text import slug
from saolang.people.models import Producer


class Product(models.Model):
    """A product or tourism service of one producer; lives longer than any dossier."""

    class State(models.TextChoices):
        ACTIVE = "active", _("đang sản xuất")
        STOPPED = "stopped", _("ngừng sản xuất")

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    set_slug = models.CharField(max_length=60)
    specification = models.CharField(max_length=200, blank=True)
    standard = models.CharField(max_length=200, blank=True)
    commune = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    summary = models.CharField(max_length=300, blank=True)
    story = models.TextField(blank=True)
    story_en = models.TextField(blank=True)
    art = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "name", "specification"],
                name="one_product_per_name_and_specification",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("products:product", args=[self.pk])

    @property
    def slug(self) -> str:
        return slug(self.name)


class ProductPhoto(models.Model):
    """A photo of a product, its place and people; shown in the given order."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)


class ProductionSite(models.Model):
    """A place where a producer makes things: workshop, field, boat, guest house."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)
    commune = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "name"], name="one_site_per_name_of_a_producer"
            )
        ]

    def __str__(self) -> str:
        return self.name
