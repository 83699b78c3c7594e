"""What a producer types about a product."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from saolang.geography import queries as places
from saolang.geography.models import AdminUnit
from saolang.people.models import Producer
from saolang.products.models import Product, ProductPhoto
from saolang.products.rules import story
from saolang.products.services.products import Description
from saolang.products.services.sites import Place
from saolang.products.services.story import Picture
from saolang.ui.forms import FilesField, FilesInput, VersionedForm

PICTURES = "image/jpeg,image/png,image/webp"


class ProductForm(VersionedForm):
    """A product's name, make-up and place."""

    name = forms.CharField(label=_("Tên sản phẩm"), max_length=160)
    specification = forms.CharField(
        label=_("Quy cách"),
        help_text=_("Ví dụ: lọ 300 g, túi 500 g, hộp 12 chiếc."),
        max_length=200,
        required=False,
    )
    standard = forms.CharField(
        label=_("Tiêu chuẩn áp dụng"),
        help_text=_("Số hiệu tiêu chuẩn cơ sở, TCVN hoặc quy chuẩn, nếu có."),
        max_length=200,
        required=False,
    )
    commune = forms.ModelChoiceField(
        AdminUnit.objects.none(),
        label=_("Xã, phường làm ra sản phẩm"),
        help_text=_("Hồ sơ sẽ nộp cho xã, phường này."),
        empty_label=None,
    )
    summary = forms.CharField(
        label=_("Giới thiệu trong một câu"),
        help_text=_("Câu này đứng dưới tên sản phẩm trên trang công khai."),
        max_length=300,
        required=False,
    )
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=160, required=False)

    def __init__(self, *args: Any, producer: Producer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = producer.commune.parent or producer.commune
        communes = self.fields["commune"]
        assert isinstance(communes, forms.ModelChoiceField)  # noqa: S101
        communes.queryset = places.communes_of(province)
        communes.initial = producer.commune_id

    def description(self) -> Description:
        """The words typed, for the service."""
        typed = dict(self.cleaned_data)
        typed.pop("version")
        return Description(**typed)


class SiteForm(forms.Form):
    """A place where things are made."""

    name = forms.CharField(
        label=_("Tên gọi"),
        help_text=_("Ví dụ: xưởng thôn Đông, ao nuôi số 2."),
        max_length=160,
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=200, required=False)
    commune = forms.ModelChoiceField(
        AdminUnit.objects.none(), label=_("Xã, phường"), empty_label=None
    )

    def __init__(self, *args: Any, producer: Producer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = self.fields["commune"]
        assert isinstance(communes, forms.ModelChoiceField)  # noqa: S101
        communes.queryset = places.communes_of(
            producer.commune.parent or producer.commune
        )
        communes.initial = producer.commune_id

    def place(self) -> Place:
        """The words typed, for the service."""
        return Place(**self.cleaned_data)


class PhotosForm(forms.Form):
    """Pictures of a product, several at once."""

    photos = FilesField(
        label=_("Ảnh sản phẩm, vùng trồng, người làm"),
        help_text=_("JPEG, PNG hoặc WebP. Chọn được nhiều ảnh cùng lúc."),
        widget=FilesInput(PICTURES),
    )


def values_of(product: Product) -> dict[str, Any]:
    """A product's words as the form shows them."""
    return {
        name: getattr(product, name)
        for name in ProductForm.base_fields
        if name != "commune"
    } | {"commune": product.commune_id}


class PassageForm(VersionedForm):
    """One passage of a story, in one language."""

    use_required_attribute = False
    text = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 12, "maxlength": story.LONGEST}),
    )

    def __init__(self, *args: Any, label: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"id_{language}_%s"
        self.language = language
        text = self.fields["text"]
        text.label = label
        text.widget.attrs |= {"lang": language, "aria-describedby": "think-of"}


class IllustrationForm(VersionedForm):
    """Which photos stand in the story, what is said of them, and a clip elsewhere."""

    clip_url = forms.CharField(
        label=_("Đường dẫn clip"),
        max_length=300,
        required=False,
        widget=forms.URLInput({"inputmode": "url"}),
    )
    clip_title = forms.CharField(
        label=_("Clip nói về gì"), max_length=120, required=False
    )

    def __init__(
        self, *args: Any, photos: Sequence[ProductPhoto], hosts: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.photos = photos
        self.fields["clip_url"].help_text = hosts
        numbers = [(str(n), str(n)) for n in range(1, len(photos) + 1)]
        places = [("", str(_("Không đưa vào"))), *numbers]
        for photo in photos:
            self.fields[f"caption_{photo.pk}"] = forms.CharField(
                label=_("Lời dưới ảnh"),
                max_length=200,
                required=False,
                initial=photo.caption,
            )
            self.fields[f"place_{photo.pk}"] = forms.TypedChoiceField(
                label=_("Thứ tự trong câu chuyện"),
                choices=places,
                coerce=int,
                empty_value=None,
                required=False,
                initial=photo.story_place or "",
            )

    def pictures(self) -> dict[int, Picture]:
        """What was said of each photo, for the service."""
        said = self.cleaned_data
        return {
            photo.pk: Picture(said[f"caption_{photo.pk}"], said[f"place_{photo.pk}"])
            for photo in self.photos
        }

    def of_photos(self) -> list[tuple[ProductPhoto, BoundField, BoundField]]:
        """Each photo with its two fields, for the page."""
        return [
            (photo, self[f"caption_{photo.pk}"], self[f"place_{photo.pk}"])
            for photo in self.photos
        ]
