"""Form 03: the commune's report on four headings (26/2026, article 7.2, App. III)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers.models import CommuneReport, Dossier, EvidenceLink
from saolang.dossiers.offices import PROVINCE
from saolang.geography.queries import place_line
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.papers import dates

PAPER = "form03"
SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the report and the topics of the score sheet it answers to."""

    key: str
    number: int
    title: str | Promise
    topics: frozenset[str]
    form02: str = ""


HEADINGS = (
    Heading(
        "materials",
        1,
        _("Việc sử dụng nguyên liệu địa phương"),
        frozenset({"product_origin", "material_origin"}),
        "material_area",
    ),
    Heading(
        "labour",
        2,
        _("Việc sử dụng lao động địa phương"),
        frozenset({"local_labour"}),
        "organisation",
    ),
    Heading(
        "idea",
        3,
        _("Nguồn gốc ý tưởng sản phẩm"),
        frozenset({"idea_origin"}),
        "history",
    ),
    Heading(
        "identity",
        4,
        _("Bản sắc, trí tuệ địa phương"),
        frozenset({"local_identity"}),
    ),
)
DEFAULT_CONCLUSION = (
    "Đề nghị Ủy ban nhân dân cấp tỉnh tổ chức đánh giá, phân hạng sản phẩm."
)


def criteria_of(heading: Heading, product_set: ProductSet) -> tuple[Criterion, ...]:
    """The criteria of a score sheet on which this heading gives the commune's word."""
    return tuple(c for c in product_set.commune_criteria if c.topic in heading.topics)


def papers_of(
    heading: Heading, product_set: ProductSet, links: Iterable[EvidenceLink]
) -> list[EvidenceLink]:
    """The papers that the producer attached for what this heading is about."""
    codes = {criterion.code for criterion in criteria_of(heading, product_set)}
    return [link for link in links if link.criterion in codes]


def said(
    heading: Heading,
    product_set: ProductSet,
    handed_in: Mapping[str, Any],
    links: Iterable[EvidenceLink],
) -> str:
    """What the producer says under a heading: its words, levels ticked and papers."""
    papers: dict[str, list[str]] = {}
    for link in links:
        words = (link.evidence.title, link.proves)
        papers.setdefault(link.criterion, []).append(": ".join(filter(None, words)))
    words = handed_in["form02"].get(heading.form02, "")
    lines = [words] if words else []
    described = handed_in["form02"].get("descriptions", {})
    for criterion in criteria_of(heading, product_set):
        option = criterion.option(handed_in["ticks"].get(criterion.code) or "")
        chosen = option.label if option else "chưa đạt mức nào"
        lines.append(f"{criterion.title} ({criterion.code}): {chosen}.")
        lines += filter(None, [described.get(criterion.code, "")])
        lines += [f"– {paper}" for paper in papers.get(criterion.code, ())]
    return "\n".join(lines)


def told(report: CommuneReport) -> list[tuple[Heading, str, str]]:
    """Each heading with what the producer says and what the commune found."""
    return [
        (heading, text.get("said", ""), text.get("found", ""))
        for heading in HEADINGS
        for text in [report.findings.get(heading.key, {})]
    ]


def cleaned(findings: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The text of every heading, tidied; refuses a heading that is not on the form."""
    known = {heading.key for heading in HEADINGS}
    if unknown := findings.keys() - known:
        raise RuleViolation(
            "report.unknown_heading",
            "Mẫu 03 không có mục “%(heading)s”.",
            heading=min(unknown),
        )
    return {
        key: {
            "said": clean(text.get("said", "")),
            "found": clean(text.get("found", "")),
        }
        for key, text in findings.items()
    }


def samples(product_set: ProductSet) -> int:
    """How many samples go to the province with the dossier; none for tourism."""
    required = product_set.sample_products_required
    return SAMPLES if required is None else required


def content(dossier: Dossier, report: CommuneReport) -> dict[str, Any]:
    """Everything Form 03 prints, in Vietnamese, as its layout names it.

    Sex, ethnicity and residence of the representative are on no public copy, so they
    are not here at all.
    """
    with translation.override("vi"):
        return _content(dossier, report)


def _content(dossier: Dossier, report: CommuneReport) -> dict[str, Any]:
    commune, producer = dossier.commune, dossier.product.producer
    signed_on = local_date(report.signed_at) if report.signed_at else None
    return {
        "title": f"Báo cáo đánh giá hồ sơ sản phẩm {dossier.product.name}",
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": commune.full_name.upper(),
        "symbol": f"{dates.BLANK}/BC-UBND",
        "place": commune.name,
        **dates.dateline(signed_on, local_date(report.drafted_at).year),
        "commune": commune.full_name,
        "province": PROVINCE.unit_of(dossier).full_name,
        "producer": producer.name,
        "producer_kind": str(producer.get_kind_display()),
        "producer_address": f"{producer.address}, {place_line(producer.commune)}",
        "representative": producer.representative_name,
        "representative_title": producer.representative_title,
        "product": dossier.product.name,
        "product_code": dossier.product_code,
        "dossier_kind": str(dossier.get_kind_display()).lower(),
        "samples": f"{report.samples:02d}" if report.samples else "không có",
        "headings": [
            {
                "number": str(heading.number),
                "title": str(heading.title),
                "said": words,
                "found": found,
            }
            for heading, words, found in told(report)
        ],
        "conclusion": report.conclusion,
        "signatory": report.signed_by.full_name if report.signed_by else "",
    }
