"""What a printed code stands for, today."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from saolang.certificates import queries as certificates
from saolang.certificates.models import Certificate
from saolang.certificates.rules import terms
from saolang.certificates.rules.terms import Finding
from saolang.files import links
from saolang.kernel import codes
from saolang.products.models import Product, ProductPhoto

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another product of the same producer, with its own stars or none."""

    product: Product
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo anyone may see."""

    url: str
    caption: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to one scan."""

    code: str
    has_slip: bool
    certificate: Certificate | None = None
    finding: Finding | None = None
    siblings: tuple[Sibling, ...] = ()
    photos: tuple[Photo, ...] = ()

    @property
    def kind(self) -> str:
        """The verdict's name: one of the seven answers."""
        return self.finding.condition.value if self.finding else "unknown"

    @property
    def story(self) -> str:
        """The product's story in the reader's language, or in Vietnamese."""
        if self.certificate is None:
            return ""
        product = self.certificate.product
        if get_language() == "en" and product.story_en:
            return product.story_en
        return product.story

    @property
    def former_places(self) -> list[str]:
        """What the place was called before 1 July 2025, one line a district."""
        if self.certificate is None:
            return []
        former: str = self.certificate.holder.get("former_place", "")
        return _by_district(name for name in former.split("; ") if name)


def _by_district(names: Iterable[str]) -> list[str]:
    """`xã An Thanh, xã Văn Tố (huyện Tứ Kỳ, tỉnh Hải Dương)`."""
    districts: dict[str, list[str]] = {}
    for name in names:
        commune, _comma, district = name.partition(", ")
        districts.setdefault(district, []).append(commune)
    return [
        f"{', '.join(communes)} ({district})" if district else ", ".join(communes)
        for district, communes in districts.items()
    ]


def code_in(typed: str) -> str:
    """The code in what a person typed or pasted: a whole printed address will do."""
    last = re.split(r"/t/", typed, flags=re.IGNORECASE)[-1]
    bare = re.sub(r"[^0-9A-Za-z]", "", re.split(r"[/?#]", last)[0])
    return codes.normalise(bare)[:LONGEST]


def truth(typed: str, on: date) -> Truth:
    """What `typed` stands for on a day: at most four queries, none for a slip."""
    code = codes.normalise(typed)
    certificate = certificates.by_code(code)
    if certificate is None or certificate.issued_on > on:
        return Truth(code, codes.has_slip(code))
    finding = terms.condition(certificate.term, on)
    return Truth(
        code,
        False,
        certificate,
        finding,
        _siblings(certificate, on),
        _photos(certificate.product),
    )


def _siblings(certificate: Certificate, on: date) -> tuple[Sibling, ...]:
    products = list(certificates.siblings(certificate)[:12])
    if not products:
        return ()
    held = certificates.of_products([product.pk for product in products], on)
    return tuple(Sibling(product, held.get(product.pk)) for product in products)


def _photos(product: Product) -> tuple[Photo, ...]:
    rows = (
        ProductPhoto.objects.filter(product=product, file__state="accepted")
        .select_related("file")
        .order_by("position", "pk")[:6]
    )
    return tuple(Photo(links.public_url(row.file), row.caption) for row in rows)
