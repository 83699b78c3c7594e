"""What a producer types about papers it has, and about files that just arrived."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers.services.evidence import LONGEST, Use
from saolang.evidence.forms import PAPERS, ParticularsForm
from saolang.evidence.rules import catalogue, pages
from saolang.files.models import Upload
from saolang.products.models import ProductionSite
from saolang.ui.forms import FilesField, FilesInput


@dataclass(frozen=True, slots=True)
class UseLine:
    """One criterion of the form of uses."""

    criterion: Criterion
    used: BoundField
    pages: BoundField
    proves: BoundField
    is_open: bool


class UsesForm(forms.Form):
    """For each criterion: is the paper used, on which pages, what does it prove."""

    def __init__(
        self,
        *args: Any,
        card: ProductSet,
        kind: str,
        uses: Iterable[Use],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leaves = list(card.leaves)
        known = catalogue.by_code().get(kind)
        topics = known.topics if known else ()
        self.proved = {leaf.code for leaf in self.leaves if leaf.topic in topics}
        self.kept = {use.criterion: use for use in uses}
        for leaf in self.leaves:
            use = self.kept.get(leaf.code, Use(leaf.code))
            self.fields[f"used-{leaf.code}"] = forms.BooleanField(
                label=f"{leaf.code} {leaf.title}",
                initial=leaf.code in self.kept,
                required=False,
            )
            self.fields[f"pages-{leaf.code}"] = forms.CharField(
                label=_("Trang"),
                initial=use.pages,
                max_length=pages.LONGEST * 2,
                required=False,
                widget=forms.TextInput({"placeholder": "3-5, 8", "size": 12}),
            )
            self.fields[f"proves-{leaf.code}"] = forms.CharField(
                label=_("Chứng minh điều gì"),
                initial=use.proves,
                max_length=LONGEST,
                required=False,
            )

    def uses(self) -> list[Use]:
        """What was ticked, or written beside a criterion that was not ticked."""
        return [
            Use(
                leaf.code,
                self.cleaned_data[f"pages-{leaf.code}"],
                self.cleaned_data[f"proves-{leaf.code}"],
            )
            for leaf in self.leaves
            if self.cleaned_data[f"used-{leaf.code}"] or self._wrote(leaf.code)
        ]

    def likely(self) -> Iterator[UseLine]:
        """Criteria this kind of paper proves, and those it is used for already."""
        return (self._line(leaf) for leaf in self.leaves if self._is_likely(leaf))

    def others(self) -> Iterator[UseLine]:
        """All other criteria of the sheet."""
        return (self._line(leaf) for leaf in self.leaves if not self._is_likely(leaf))

    def others_wrong(self) -> bool:
        """Whether an error hides among the others."""
        return any(line.is_open for line in self.others())

    def _wrote(self, code: str) -> bool:
        names = (f"pages-{code}", f"proves-{code}")
        return any(
            name in self.changed_data and self.cleaned_data[name] for name in names
        )

    def _is_likely(self, leaf: Criterion) -> bool:
        return leaf.code in self.proved or leaf.code in self.kept

    def _line(self, leaf: Criterion) -> UseLine:
        used, ranges, proves = (
            self[f"{name}-{leaf.code}"] for name in ("used", "pages", "proves")
        )
        wrong = bool(ranges.errors or proves.errors)
        return UseLine(leaf, used, ranges, proves, wrong)


class SendForm(forms.Form):
    """Files of any kind at once, for a browser that runs no scripts."""

    uploads = FilesField(
        label=_("Chọn tệp"),
        help_text=_(
            "PDF, Word, Excel hoặc ảnh (cả HEIC), mỗi tệp tối đa 50 MB. Chọn được"
            " nhiều tệp."
        ),
        widget=FilesInput(PAPERS),
    )


class ArrivedForm(ParticularsForm):
    """What a file that arrived is; left alone while its kind is not chosen."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        upload: Upload,
        sites: Iterable[ProductionSite],
        guess: str,
        **kwargs: Any,
    ) -> None:
        prefix = f"tep{upload.pk}"
        initial = {"kind": guess}
        super().__init__(data, sites=sites, prefix=prefix, initial=initial, **kwargs)
        self.upload = upload
        self.guess = guess
        self.fields["kind"].required = False

    def has_words(self) -> bool:
        """Whether anything was typed beside the kind, that must not be lost."""
        return any(self[name].data for name in self.fields if name != "kind")

    def clean_kind(self) -> str:
        kind = str(self.cleaned_data["kind"])
        if not kind and self.has_words():
            raise forms.ValidationError(_("Hãy chọn loại giấy."), code="required")
        return kind
