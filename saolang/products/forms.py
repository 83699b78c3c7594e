"""What a producer types about a product."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.geography import queries as places
from saolang.geography.models import AdminUnit
from saolang.people.models import Producer
from saolang.products.models import Product
from saolang.products.services.products import Description
from saolang.ui.forms import FilesField, FilesInput, VersionedForm

PICTURES = "image/jpeg,image/png,image/webp"


class ProductForm(VersionedForm):
    """A product's name, make-up, place and story."""

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
    story = forms.CharField(
        label=_("Câu chuyện sản phẩm"),
        help_text=_(
            "Ai làm, làm ở đâu, vì sao khác nơi khác. Để trống một dòng giữa hai đoạn;"
            " **hai dấu sao** để in đậm."
        ),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=160, required=False)
    story_en = forms.CharField(
        label=_("Câu chuyện bằng tiếng Anh"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

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
