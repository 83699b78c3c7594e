"""What a rule pack is: what one decision says about scoring, as frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saolang.criteria.scorecard import Band, Part, SetStatus


class PackError(Exception):
    """A pack that must not be used, with the file, the code in it and the reason."""

    def __init__(self, file: str, code: str, reason: str) -> None:
        super().__init__(": ".join(filter(None, (file, code, reason))))
        self.file = file
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A line of a pack's index of product sets."""

    number: int
    slug: str
    name_vi: str
    name_en: str
    group: str
    subgroup: str
    status: SetStatus
    verified: bool


@dataclass(frozen=True, slots=True)
class Subgroup:
    """A product subgroup of Appendix I and its sets."""

    code: str
    name_vi: str
    name_en: str
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A product group of Appendix I."""

    code: str
    name_vi: str
    name_en: str
    subgroups: tuple[Subgroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the administration that has a say, and on which days it had it."""

    name: str
    role: str = ""
    stars: tuple[int, ...] = ()
    days: int | None = None
    topics: tuple[str, ...] = ()
    note: str = ""
    period: tuple[date, date] | None = None

    def had_say_on(self, day: date) -> bool:
        """Whether it took part on that day."""
        return self.period is None or self.period[0] <= day <= self.period[1]


@dataclass(frozen=True, slots=True)
class LegalRound:
    """A yearly round that a decision prescribes; the dates are `MM-DD`."""

    level: str
    round: int
    dossier_before: str
    finish_before: str


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of paper that proves a criterion."""

    id: str
    title: str
    need: str = ""


@dataclass(frozen=True, slots=True)
class RulePack:
    """Everything one decision says about scoring, except the sheets themselves."""

    id: str
    title_vi: str
    title_en: str
    status: str
    decision: str
    issued_on: date
    effective_from: date
    effective_to: date | None
    total: Decimal
    parts: tuple[Part, ...]
    bands: tuple[Band, ...]
    levels: tuple[Level, ...]
    rounds: tuple[LegalRound, ...]
    validity_months: int
    evidence: tuple[EvidenceKind, ...]
    groups: tuple[Group, ...]
    sets: tuple[SetEntry, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every set of it can be scored."""
        return all(entry.status is SetStatus.COMPLETE for entry in self.sets)

    @property
    def commune_topics(self) -> tuple[str, ...]:
        """The topics that the commune reports on before the province looks."""
        return tuple(topic for level in self.levels for topic in level.topics)

    def entry(self, slug: str) -> SetEntry | None:
        """The index line of a set."""
        return next((entry for entry in self.sets if entry.slug == slug), None)
