"""What a producer does with its products, and the trail it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saolang.audit import ledger
from saolang.files import services as files
from saolang.geography.models import AdminUnit
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import Producer, User
from saolang.products import finding, policies
from saolang.products.models import Product, ProductPhoto
from saolang.products.rules import sets

PHOTOS = 12


@dataclass(frozen=True, slots=True)
class Description:
    """What a producer says of a product."""

    name: str
    commune: AdminUnit
    specification: str = ""
    standard: str = ""
    summary: str = ""
    name_en: str = ""

    def write(self, product: Product) -> None:
        """Put the words into a row, in one spelling."""
        product.name = clean(self.name)
        product.name_en = clean(self.name_en)
        product.specification = clean(self.specification)
        product.standard = clean(self.standard)
        product.summary = clean(self.summary)
        product.commune = self.commune


@transaction.atomic
def register(
    *,
    actor: User,
    producer: Producer,
    set_slug: str,
    description: Description,
    at: datetime,
    art: str = "",
) -> Product:
    """Enter a product of a producer under the set it belongs to."""
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    access.require(policies.may_register(actor, producer))
    entry = sets.fitting(set_slug, producer.kind, local_date(at))
    product = Product(
        producer=producer,
        set_slug=entry.slug,
        art=art or sets.drawing_for(entry.slug),
    )
    description.write(product)
    _refuse_twin(product)
    product.save()
    finding.remember(product)
    ledger.record(actor=actor.pseudonym, verb="product.registered", subject=product)
    return product


@transaction.atomic
def describe(
    *,
    actor: User,
    product: Product,
    version: int,
    description: Description,
) -> Product:
    """Change what is said of a product, unless somebody else just did."""
    product = Product.objects.select_for_update().get(pk=product.pk)
    access.require(policies.may_edit(actor, product))
    if product.version != version:
        raise RuleViolation(
            "product.changed",
            "Có người vừa sửa sản phẩm này. Chữ bạn viết vẫn còn đây: hãy xem các mục"
            " đã đổi, rồi bấm Lưu lần nữa nếu vẫn muốn dùng bản của bạn.",
        )
    description.write(product)
    _refuse_twin(product)
    product.version += 1
    product.save()
    finding.remember(product)
    ledger.record(actor=actor.pseudonym, verb="product.described", subject=product)
    return product


@dataclass(frozen=True, slots=True)
class Added:
    """How many pictures were taken in, and which were not, with the reason."""

    count: int
    refused: tuple[tuple[str, str], ...]


@transaction.atomic
def add_photos(
    *,
    actor: User,
    product: Product,
    uploads: "Iterable[UploadedFile[bytes]]",
    at: datetime,
) -> Added:
    """Take in pictures for everyone to see once they are checked."""
    product = Product.objects.select_for_update().get(pk=product.pk)
    access.require(policies.may_edit(actor, product))
    position = product.photos.count()
    refused: list[tuple[str, str]] = []
    first = position
    for upload in uploads:
        try:
            if position >= PHOTOS:
                raise RuleViolation(
                    "photo.too_many",
                    "Mỗi sản phẩm có tối đa %(count)s ảnh. Hãy bỏ bớt ảnh cũ trước.",
                    count=PHOTOS,
                )
            with transaction.atomic():
                file = files.receive(actor=actor, upload=upload, at=at, public=True)
                ProductPhoto.objects.create(
                    product=product, file=file, position=position
                )
        except RuleViolation as refusal:
            refused.append((upload.name or "", refusal.message))
        else:
            position += 1
    if position > first:
        _touch(actor, product, "product.photos_added")
    return Added(position - first, tuple(refused))


@transaction.atomic
def remove_photo(*, actor: User, photo: ProductPhoto) -> None:
    """Take a picture off a product; asking twice is the same as asking once."""
    product = Product.objects.select_for_update().get(pk=photo.product_id)
    access.require(policies.may_edit(actor, product))
    removed, _rows = ProductPhoto.objects.filter(pk=photo.pk).delete()
    if removed:
        _touch(actor, product, "product.photo_removed")


def _touch(actor: User, product: Product, verb: str) -> None:
    product.version += 1
    product.save(update_fields=["version"])
    ledger.record(actor=actor.pseudonym, verb=verb, subject=product)


def _refuse_twin(product: Product) -> None:
    twins = Product.objects.filter(
        producer=product.producer,
        name=product.name,
        specification=product.specification,
    ).exclude(pk=product.pk)
    if twins.exists():
        raise RuleViolation(
            "product.exists",
            "Bạn đã đăng ký sản phẩm này với đúng quy cách này. Hãy mở sản phẩm đó,"
            " hoặc ghi quy cách khác.",
            field="name",
        )
