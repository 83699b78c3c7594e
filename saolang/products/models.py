"""What a product is, rated or not."""

from django.conf import settings
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
    clip_url = models.URLField(max_length=300, blank=True)
    clip_title = models.CharField(max_length=120, blank=True)
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

    @property
    def story(self) -> str:
        """The Vietnamese passages one after the other, as Markdown."""
        return self._told(StoryPassage.Language.VI)

    @property
    def story_en(self) -> str:
        """The English passages one after the other, as Markdown."""
        return self._told(StoryPassage.Language.EN)

    def _told(self, language: str) -> str:
        texts = {
            p.heading: p.text for p in self.passages.all() if p.language == language
        }
        return "\n\n".join(texts[h] for h in StoryPassage.Heading if texts.get(h))


class ProductPhoto(models.Model):
    """A photo of a product, its place and people; shown in the given order.

    `story_place` is its place among the pictures of the story, if it is one of them.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    story_place = models.PositiveSmallIntegerField(null=True, blank=True)


class StoryPassage(models.Model):
    """The answer to one of the questions a product's story is made of, in Markdown."""

    class Heading(models.TextChoices):
        OPENING = "opening", _("Mở đầu")
        PLACE = "place", _("Nơi chốn")
        PEOPLE = "people", _("Con người")
        CRAFT = "craft", _("Cách làm")
        HISTORY = "history", _("Lịch sử")
        DIFFERENCE = "difference", _("Điều làm nên khác biệt")

    class Language(models.TextChoices):
        VI = "vi", _("Tiếng Việt")
        EN = "en", _("Tiếng Anh")

    product = models.ForeignKey(Product, models.PROTECT, related_name="passages")
    language = models.CharField(max_length=2, choices=Language.choices)
    heading = models.CharField(max_length=10, choices=Heading.choices)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "language", "heading"],
                name="one_passage_per_question_and_language",
            )
        ]


class Fingerprint(models.Model):
    """A winnowed shingle of a passage, by which passages like it are found."""

    passage = models.ForeignKey(
        StoryPassage, models.CASCADE, related_name="fingerprints"
    )
    hash = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["hash", "passage"], name="fingerprint_by_hash")]


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
