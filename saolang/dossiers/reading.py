"""A dossier as officers read it: what was handed over, line by line of the sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.criteria import engine, library
from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers import check_list, deadlines, fields, form03
from saolang.dossiers.fields import Field, Step
from saolang.dossiers.models import Dossier, EvidenceLink, Receipt
from saolang.dossiers.offices import Office
from saolang.dossiers.queries import offices as queries
from saolang.geography.queries import place_line
from saolang.kernel.calendar import local_date
from saolang.products import prose
from saolang.ui.naming import named

Facts = list[tuple[str, str]]
_FORMS = (
    (Step.REGISTRATION, "form01", gettext_lazy("Mẫu 01. Phiếu đăng ký")),
    (Step.PREMISES, "form02", gettext_lazy("Mẫu 02. Cơ sở và sản phẩm")),
    (Step.RESULTS, "form02", gettext_lazy("Mẫu 02. Kết quả sản xuất, kinh doanh")),
    (Step.PLAN, "form02", gettext_lazy("Mẫu 02. Kế hoạch")),
)


@dataclass(frozen=True, slots=True)
class CriterionReading:
    """One criterion: the level the producer ticked and the papers that prove it."""

    criterion: Criterion
    answer: str
    said: str
    points: Decimal | None
    papers: tuple[EvidenceLink, ...]
    finding: str

    @property
    def code(self) -> str:
        return self.criterion.code


@dataclass(frozen=True, slots=True)
class SectionReading:
    """A numbered block of criteria."""

    code: str
    title: str
    criteria: tuple[CriterionReading, ...]


def sections(
    product_set: ProductSet,
    handed_in: Mapping[str, Any],
    links: Iterable[EvidenceLink],
    findings: Mapping[str, Mapping[str, str]],
) -> list[SectionReading]:
    """The whole sheet with answers, papers and what the commune found."""
    papers: dict[str, list[EvidenceLink]] = {}
    for link in links:
        papers.setdefault(link.criterion, []).append(link)
    found = {
        topic: findings.get(heading.key, {}).get("found", "")
        for heading in form03.HEADINGS
        for topic in heading.topics
    }
    described = handed_in["form02"].get("descriptions", {})

    def read(leaf: Criterion) -> CriterionReading:
        option = leaf.option(handed_in["ticks"].get(leaf.code) or "")
        return CriterionReading(
            leaf,
            answer=option.label if option else "",
            said=described.get(leaf.code, ""),
            points=option.points if option else None,
            papers=tuple(papers.get(leaf.code, ())),
            finding=found.get(leaf.topic, "") if leaf.commune_assessed else "",
        )

    return [
        SectionReading(
            section.code,
            section.title,
            tuple(read(leaf) for leaf in section.walk() if leaf.is_leaf),
        )
        for section in product_set.sections
    ]


def forms(dossier: Dossier, handed_in: Mapping[str, Any]) -> list[tuple[str, Facts]]:
    """Forms 01 and 02 as filled in: each part with its fields and answers."""
    return [
        (
            str(title),
            [
                (str(field.label), answer_of(field, handed_in[form].get(field.name)))
                for field in fields.of_step(step, dossier.kind)
            ],
        )
        for step, form, title in _FORMS
    ]


def answer_of(field: Field, value: Any) -> str:
    """What was filled in, as people read it."""
    if not value:
        return _("(để trống)")
    if field.choices:
        return "; ".join(str(label) for key, label in field.choices if key in value)
    return str(value)


def _facts(dossier: Dossier, product_set: ProductSet, receipt: Receipt | None) -> Facts:
    known: Facts = [
        (_("Chủ thể"), dossier.product.producer.name),
        (_("Nơi sản xuất"), place_line(dossier.commune)),
        (_("Bộ sản phẩm"), f"{product_set.number}. {named(product_set)}"),
        (_("Loại hồ sơ"), str(dossier.get_kind_display())),
    ]
    if receipt:
        received = f"{receipt.number}, {local_date(receipt.received_at):%d/%m/%Y}"
        known.append((_("Số tiếp nhận, ngày nhận"), received))
    if dossier.product_code:
        known.append((_("Mã số sản phẩm"), dossier.product_code))
    return known


def _story(dossier: Dossier, told: Mapping[str, str]) -> dict[str, str]:
    """The story as it was handed in, and where it is held beside the others."""
    return {
        "html": prose.html(told["story"]),
        "html_en": prose.html(told["story_en"]),
        "url": reverse(settings.STORY_ALIKE_URL, args=[dossier.product_id]),
    }


def context(dossier: Dossier, office: Office, now: datetime) -> dict[str, Any]:
    """Everything the page of one dossier shows at an office."""
    product_set = library.load_set(dossier.pack_id, dossier.set_slug)
    snapshot = queries.latest_snapshot(dossier)
    handed_in = snapshot.content
    report = queries.report_of(dossier)
    links = queries.handed_over(dossier, snapshot)
    receipts = queries.latest_receipts([dossier], office)
    rows = check_list.rows(dossier, office, links, local_date(now))
    return {
        "dossier": dossier,
        "office": office,
        "product_set": product_set,
        "clock": deadlines.clocks_of([dossier], receipts, office, now)[dossier.pk],
        "receipt": receipts.get(dossier.pk),
        "facts": _facts(dossier, product_set, receipts.get(dossier.pk)),
        "rows": rows,
        "unsettled": sum(row.state is not check_list.Check.OK for row in rows),
        "supplements": queries.supplements_of(dossier),
        "report": report,
        "told": form03.told(report) if report else [],
        "forms": forms(dossier, handed_in),
        "story": _story(dossier, handed_in["product"]),
        "sections": sections(
            product_set,
            handed_in,
            links,
            report.findings if report and report.signed_at else {},
        ),
        "standing": engine.standing(
            product_set,
            handed_in["ticks"],
            unmet_gates=handed_in["unmet_gates"],
        ),
    }
