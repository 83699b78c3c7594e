"""What a producer does with the story of a product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from saolang.audit import ledger
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import User
from saolang.products import likeness, policies
from saolang.products.models import Product, StoryPassage
from saolang.products.rules import story as rules


class PassageChanged(RuleViolation):
    """Somebody else saved the same passage in between; nothing was overwritten."""

    def __init__(self, passage: StoryPassage) -> None:
        super().__init__(
            "story.changed",
            "%(who)s vừa sửa đoạn này. Chữ bạn viết vẫn còn đây, chưa lưu đè lên của"
            " ai.",
            who=passage.saved_by.full_name if passage.saved_by else "",
        )
        self.passage = passage


@transaction.atomic
def write(
    *,
    actor: User,
    product: Product,
    heading: str,
    language: str,
    text: str,
    version: int,
    at: datetime,
) -> StoryPassage:
    """Keep one passage as it was typed; saving the same words again changes nothing."""
    product = Product.objects.select_for_update().get(pk=product.pk)
    access.require(policies.may_edit(actor, product))
    text = clean(text)
    rules.refuse_long(text)
    passage = StoryPassage.objects.filter(
        product=product, heading=heading, language=language
    ).select_related("saved_by").first() or StoryPassage(
        product=product,
        heading=StoryPassage.Heading(heading),
        language=StoryPassage.Language(language),
    )
    if passage.text == text:
        return passage
    if passage.version != version:
        raise PassageChanged(passage)
    if passage.saved_by != actor:  # once for each hand, not for each pause in typing
        ledger.record(
            actor=actor.pseudonym, verb="product.story_written", subject=product
        )
    passage.text = text
    passage.version += 1
    passage.saved_by, passage.saved_at = actor, at
    passage.save()
    likeness.remember(passage)
    return passage


@dataclass(frozen=True, slots=True)
class Picture:
    """What is said of a photo: its caption, and its place in the story if any."""

    caption: str
    place: int | None


@transaction.atomic
def illustrate(
    *,
    actor: User,
    product: Product,
    version: int,
    clip_url: str,
    clip_title: str,
    pictures: Mapping[int, Picture],
) -> Product:
    """Choose the story's photos by their ids, caption them, and name its clip."""
    product = Product.objects.select_for_update().get(pk=product.pk)
    access.require(policies.may_edit(actor, product))
    if product.version != version:
        raise RuleViolation(
            "product.changed",
            "Có người vừa sửa sản phẩm này. Hãy xem lại ảnh và clip, rồi bấm Lưu lần"
            " nữa nếu vẫn muốn dùng bản của bạn.",
        )
    product.clip_url = rules.clip_link(clip_url, settings.STORY_CLIP_HOSTS)
    product.clip_title = clean(clip_title)
    product.version += 1
    product.save(update_fields=["clip_url", "clip_title", "version"])
    for photo in product.photos.filter(pk__in=pictures):
        picture = pictures[photo.pk]
        photo.caption, photo.story_place = clean(picture.caption), picture.place
        photo.save(update_fields=["caption", "story_place"])
    ledger.record(
        actor=actor.pseudonym, verb="product.story_illustrated", subject=product
    )
    return product
