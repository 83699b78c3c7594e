"""What proves the points claimed for a criterion, and what is wrong with it.

Nothing here keeps a dossier from being handed in; the papers the law asks for do that
(`checklist`). It tells a producer where a council will find nothing to look at.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers.rules.gaps import Gap
from saolang.evidence.rules import catalogue, validity
from saolang.evidence.rules.validity import Validity
from saolang.kernel.wording import Sentence

LONG_PAPER = 10
# where these things are put right: a newer paper sent, or the use of one described
RENEW, PAPER = "renew", "paper"


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper beside a criterion: until when, how long, and on which pages."""

    paper: int
    kind: str
    title: str
    criterion: str
    pages: str = ""
    page_count: int | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    is_refused: bool = False

    def fault(self, on: date) -> Sentence | None:
        """Why the paper proves nothing on a day, and what to do about it."""
        if self.is_refused:
            return Sentence(
                "Tệp của “%(title)s” không nhận được. Hãy gửi tệp khác.",
                title=self.title,
            )
        if validity.on_day(self.valid_until, on) is Validity.EXPIRED:
            return Sentence(
                "“%(title)s” hết hạn %(day)s, trước ngày chấm. Hãy gửi giấy mới thay"
                " giấy này.",
                title=self.title,
                day=f"{self.valid_until:%d/%m/%Y}",
            )
        return None

    def hint(self, on: date) -> Sentence | None:
        """What would help a reader, where nothing is wrong."""
        if validity.is_old(self.kind, self.issued_on, on):
            return Sentence(
                "“%(title)s” cấp ngày %(day)s, đến ngày chấm đã cũ. Nên có phiếu mới.",
                title=self.title,
                day=f"{self.issued_on:%d/%m/%Y}",
            )
        if (self.page_count or 0) > LONG_PAPER and not self.pages and self.criterion:
            return Sentence(
                "“%(title)s” dài %(count)s trang. Hãy ghi trang cần xem cho"
                " %(criterion)s.",
                title=self.title,
                count=self.page_count,
                criterion=self.criterion,
            )
        return None


def advice(
    card: ProductSet,
    earned: Mapping[str, Decimal],
    proofs: Iterable[Proof],
    on: date,
    *,
    settled: Collection[str] = (),
) -> tuple[Gap, ...]:
    """What should be put right and stops nobody: one sentence for each thing.

    `settled` are kinds of paper that the list of required papers already speaks of.
    """
    beside: dict[str, list[Proof]] = {}
    papers: dict[int, Proof] = {}
    for proof in proofs:
        beside.setdefault(proof.criterion, []).append(proof)
        papers.setdefault(proof.paper, proof)
    found = [
        Gap(f"ticks_{leaf.code[0].lower()}", leaf.code, _unproved(leaf))
        for leaf in card.leaves
        if earned.get(leaf.code)
        and not beside.get(leaf.code)
        and _may_be_proved(leaf, card, settled)
    ]
    for proof in papers.values():
        if proof.kind not in settled and (fault := proof.fault(on)):
            found.append(Gap(RENEW, str(proof.paper), fault))
    found += [
        Gap(PAPER, str(proof.paper), said)
        for proof in _first_hint(beside, on)
        if not proof.fault(on) and (said := proof.hint(on))
    ]
    return tuple(found)


def proving(criterion: Criterion, group: str) -> tuple[str, ...]:
    """The kinds of paper that prove a criterion, for a group of products."""
    return tuple(
        kind.code
        for kind in catalogue.for_group(group)
        if criterion.topic in kind.topics
    )


def _may_be_proved(
    criterion: Criterion, card: ProductSet, settled: Collection[str]
) -> bool:
    """Whether a paper could be asked for: what is tasted or looked at has none, and
    what the list of required papers asks for is said there."""
    kinds = proving(criterion, card.group)
    return bool(kinds) and not set(kinds) & set(settled)


def _first_hint(beside: Mapping[str, list[Proof]], on: date) -> list[Proof]:
    """One place for each paper that could do with a word."""
    first: dict[int, Proof] = {}
    for proofs in beside.values():
        for proof in proofs:
            if proof.hint(on):
                first.setdefault(proof.paper, proof)
    return list(first.values())


def _unproved(criterion: Criterion) -> Sentence:
    return Sentence(
        "%(code)s “%(title)s”: đã chấm điểm nhưng chưa có giấy nào chứng minh.",
        code=criterion.code,
        title=criterion.title,
    )
