"""A paper of a dossier as its readers open it: the file, and which pages prove what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saolang.dossiers import policies
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.queries import offices
from saolang.evidence.models import Evidence
from saolang.evidence.rules import pages
from saolang.files.models import StoredFile
from saolang.files.reader import Mark
from saolang.kernel.errors import RuleViolation
from saolang.people.models import User

Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened paper: its file, what is noted of it, what it is used for."""

    file: StoredFile
    paper: Evidence
    uses: tuple[EvidenceLink, ...]

    @property
    def facts(self) -> Facts:
        """Number, issuer and dates, as noted when it was handed in."""
        paper = self.paper
        known = (
            (_("Số"), paper.number),
            (_("Nơi cấp"), paper.issuer),
            (_("Ngày cấp"), _day(paper.issued_on)),
            (_("Hết hạn"), _day(paper.valid_until)),
        )
        return [(name, value) for name, value in known if value]

    def marks(self, criterion: str = "") -> list[Mark]:
        """The page ranges people named; the one of `criterion` is where it opens."""
        found = []
        for use in self.uses:
            if ranges := _ranges(use.pages, self.file.pages):
                told = ": ".join(part for part in (use.criterion, use.proves) if part)
                is_asked = bool(criterion) and use.criterion == criterion
                text = told or _("hồ sơ")
                found.append(Mark(ranges, pages.written(ranges), text, is_asked))
        return found


def handed(user: User, dossier: Dossier, paper_id: int) -> Reading | None:
    """A paper as it was handed in, last or earlier; None when it never was, or is not
    for this reader."""
    snapshot = offices.last_with(dossier, paper_id)
    if snapshot is None:
        return None
    return _reading(user, dossier, paper_id, offices.handed_over(dossier, snapshot))


def opened(user: User, dossier: Dossier, paper_id: int) -> Reading | None:
    """The same; who writes the dossier also opens what is not handed in yet."""
    if policies.may_write_of(user, dossier.product):
        attached = _reading(user, dossier, paper_id, offices.links_of(dossier))
        if attached is not None:
            return attached
    return handed(user, dossier, paper_id)


def _reading(
    user: User, dossier: Dossier, paper_id: int, used: Iterable[EvidenceLink]
) -> Reading | None:
    uses = tuple(use for use in used if use.evidence_id == paper_id)
    if not uses:
        return None
    paper = uses[0].evidence
    is_accepted = paper.file.state == StoredFile.State.ACCEPTED
    if not is_accepted or not policies.may_open(user, dossier, paper):
        return None
    return Reading(paper.file, paper, uses)


def _ranges(typed: str, total: int | None) -> pages.Ranges:
    """The pages named, as far as they can be read and the paper has them."""
    try:
        found = pages.read(typed)
    except RuleViolation:
        return ()
    last = total or found[-1][1] if found else 0
    return tuple((a, min(b, last)) for a, b in found if a <= last)


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
