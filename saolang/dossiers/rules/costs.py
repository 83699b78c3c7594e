"""What a step towards a star takes: work, money and waiting.

The figures of `TOPICS` and `PAPERS` are guesses for a small workshop or cooperative in
a rural commune, made so that a plan can be compared with another at all. They stand
until a province's office writes its own; pages say which of the two they show.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from saolang.evidence.rules import catalogue
from saolang.kernel.wording import Sentence

TOPIC, PAPER = "topic", "paper"


@dataclass(frozen=True, slots=True)
class Cost:
    """Working days of one's own, money in dong, and working days of waiting.

    Effort and money of a topic are for one point gained, of a paper for the paper.
    """

    effort_days: Decimal
    money: int
    waiting_days: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cost table, and whether it is still our guess."""

    subject: str
    name: str
    cost: Cost
    is_guess: bool


def _cost(effort: str, thousands: int, waiting: int) -> Cost:
    return Cost(Decimal(effort), thousands * 1000, waiting)


# topic of a criterion -> name, (days of work, thousand dong, days of waiting)
_TOPICS: Mapping[str, tuple[Sentence, Cost]] = {
    "area_certificate": (
        Sentence("Chứng nhận vùng nguyên liệu"),
        _cost("15", 20000, 90),
    ),
    "bilingual_label": (Sentence("Nhãn song ngữ"), _cost("2", 3000, 10)),
    "business_growth": (Sentence("Tăng trưởng kinh doanh"), _cost("20", 10000, 120)),
    "capacity": (Sentence("Năng lực cung ứng"), _cost("10", 20000, 40)),
    "distribution": (Sentence("Tổ chức bán hàng, phân phối"), _cost("6", 4000, 15)),
    "environment": (Sentence("Bảo vệ môi trường"), _cost("6", 6000, 30)),
    "export": (Sentence("Xuất khẩu"), _cost("20", 30000, 120)),
    "foreign_matter": (Sentence("Tạp chất lạ"), _cost("4", 3000, 10)),
    "green_technology": (Sentence("Công nghệ xanh, tiết kiệm"), _cost("8", 15000, 40)),
    "heritage": (Sentence("Bảo tồn di sản"), _cost("6", 3000, 20)),
    "idea_origin": (Sentence("Nguồn gốc ý tưởng"), _cost("4", 500, 5)),
    "intellectual_property": (Sentence("Sở hữu trí tuệ"), _cost("3", 2000, 30)),
    "labelling": (Sentence("Ghi nhãn, truy xuất"), _cost("3", 3000, 10)),
    "legal_representative": (Sentence("Người đại diện"), _cost("10", 1000, 30)),
    "local_identity": (Sentence("Bản sắc địa phương"), _cost("4", 1000, 5)),
    "local_labour": (Sentence("Lao động địa phương"), _cost("8", 10000, 30)),
    "market_area": (Sentence("Khu vực phân phối"), _cost("10", 6000, 30)),
    "marketing": (Sentence("Liên kết vùng, nông thôn mới"), _cost("10", 5000, 60)),
    "material_origin": (Sentence("Nguồn nguyên liệu"), _cost("10", 8000, 60)),
    "nutrition": (Sentence("Dinh dưỡng"), _cost("1", 3000, 10)),
    "organisation": (Sentence("Tổ chức, điều phối dịch vụ"), _cost("6", 2000, 20)),
    "organisation_form": (Sentence("Loại hình tổ chức"), _cost("10", 3000, 30)),
    "packaging": (Sentence("Bao bì"), _cost("4", 8000, 20)),
    "periodic_testing": (Sentence("Kiểm tra định kỳ"), _cost("2", 4000, 10)),
    "product_origin": (Sentence("Nguồn gốc sản phẩm"), _cost("8", 4000, 40)),
    "production_linkage": (Sentence("Liên kết sản xuất"), _cost("8", 3000, 30)),
    "promotion": (Sentence("Quảng bá"), _cost("4", 4000, 10)),
    "quality_assurance": (Sentence("Đảm bảo chất lượng"), _cost("12", 20000, 60)),
    "quality_declaration": (Sentence("Công bố chất lượng"), _cost("3", 3000, 10)),
    "quality_other": (Sentence("Chất lượng dịch vụ, an toàn"), _cost("6", 8000, 20)),
    "sensory": (Sentence("Cảm quan: hình, màu, mùi, vị"), _cost("8", 5000, 20)),
    "story": (Sentence("Câu chuyện sản phẩm"), _cost("4", 2000, 5)),
    "story_structure": (Sentence("Cấu trúc câu chuyện"), _cost("2", 500, 3)),
    "uniqueness": (Sentence("Tính độc đáo"), _cost("8", 3000, 15)),
    "user_guide": (Sentence("Hướng dẫn sử dụng"), _cost("1", 500, 3)),
    "value_added": (Sentence("Gia tăng giá trị"), _cost("12", 20000, 60)),
}
_UNKNOWN = _cost("6", 5000, 20)
_PAPERS: Mapping[str, Cost] = {
    "business_registration": _cost("1", 200, 3),
    "coop_charter": _cost("2", 0, 0),
    "legal_rep_id": _cost("0.5", 0, 0),
    "food_safety_certificate": _cost("3", 1000, 20),
    "gmp_certificate": _cost("15", 40000, 60),
    "production_licence": _cost("5", 3000, 20),
    "quality_declaration": _cost("2", 1500, 7),
    "test_report": _cost("1", 3000, 10),
    "nutrition_report": _cost("1", 3000, 10),
    "qms_certificate": _cost("20", 40000, 90),
    "gap_organic_certificate": _cost("15", 25000, 120),
    "material_origin": _cost("2", 0, 3),
    "linkage_contract": _cost("3", 0, 10),
    "capacity_statement": _cost("1", 0, 0),
    "technology_evidence": _cost("1", 0, 0),
    "environment_file": _cost("3", 2000, 20),
    "waste_evidence": _cost("1", 0, 0),
    "idea_origin_note": _cost("1", 0, 0),
    "packaging_sample": _cost("0.5", 0, 0),
    "label_proof": _cost("2", 2000, 10),
    "trace_code_proof": _cost("2", 2500, 10),
    "bilingual_label": _cost("2", 2000, 10),
    "labour_list": _cost("1", 0, 2),
    "growth_evidence": _cost("2", 0, 5),
    "trademark_application": _cost("3", 3000, 45),
    "trademark_certificate": _cost("3", 3000, 330),
    "design_patent": _cost("4", 5000, 330),
    "distribution_proof": _cost("3", 0, 10),
    "distribution_org": _cost("1", 0, 2),
    "promotion_proof": _cost("2", 1000, 5),
    "product_story": _cost("3", 1000, 3),
    "uniqueness_note": _cost("1", 0, 0),
    "user_guide": _cost("1", 500, 3),
    "internal_control_plan": _cost("3", 0, 3),
    "export_evidence": _cost("5", 5000, 60),
    "awards": _cost("3", 2000, 60),
    "tourism_rules": _cost("3", 0, 10),
    "tourism_conditions": _cost("5", 3000, 30),
    "staff_training": _cost("4", 3000, 20),
    "guest_ratings": _cost("3", 0, 20),
}


@dataclass(frozen=True, slots=True)
class CostTable:
    """Our guesses with what a province's office has written over them."""

    written: Mapping[str, Cost]

    def of_topic(self, topic: str) -> Line:
        """What a point of this topic takes."""
        name, guess = _TOPICS.get(topic, (Sentence(topic), _UNKNOWN))
        return self._line(f"{TOPIC}:{topic}", str(name), guess)

    def of_paper(self, kind: str) -> Line:
        """What a paper of this kind takes."""
        guess = _PAPERS.get(kind, _UNKNOWN)
        return self._line(f"{PAPER}:{kind}", str(catalogue.name_of(kind)), guess)

    def lines(self) -> Iterator[Line]:
        """The whole table: topics, then papers."""
        yield from (self.of_topic(topic) for topic in _TOPICS)
        yield from (self.of_paper(kind) for kind in _PAPERS)

    def _line(self, subject: str, name: str, guess: Cost) -> Line:
        own = self.written.get(subject)
        return Line(subject, name, own or guess, is_guess=own is None)


SUBJECTS = frozenset(line.subject for line in CostTable({}).lines())
