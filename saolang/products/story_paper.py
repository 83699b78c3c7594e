"""The story of a product as a PDF in our own layout."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from saolang.documents import pdf
from saolang.files import storage
from saolang.geography.queries import place_line
from saolang.products import prose, queries
from saolang.products.models import Product, ProductPhoto, StoryPassage

LAYOUT = Path(__file__).parent / "layouts" / "story.typ"


def render(product: Product, language: str) -> bytes:
    """Everything told of a product in a language, with the photos of its story."""
    with translation.override(language):
        return pdf.render(LAYOUT, _content(product, language))


def _content(product: Product, language: str) -> dict[str, Any]:
    rows = {p.heading: p for p in product.passages.all() if p.language == language}
    name = product.name_en if language == "en" and product.name_en else product.name
    return {
        "language": language,
        "kicker": _("Câu chuyện sản phẩm"),
        "title": name,
        "maker": f"{product.producer.name}, {place_line(product.commune)}",
        "footer": f"{product.producer.name}, {product.name}",
        "passages": [
            {"name": str(heading.label), "blocks": prose.blocks(rows[heading].text)}
            for heading in StoryPassage.Heading
            if heading in rows and rows[heading].text
        ],
        "pictures": [
            {"content": list(_picture(photo)), "caption": photo.caption}
            for photo in queries.story_photos(product)
        ],
        "clip": product.clip_url,
        "clip_title": product.clip_title or product.clip_url,
        "clip_label": _("Clip"),
    }


def _picture(photo: ProductPhoto) -> bytes:
    with storage.open_served(photo.file, small=True) as stream:
        content: bytes = stream.read()
    return content
