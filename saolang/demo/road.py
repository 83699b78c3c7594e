"""One dossier's road from its producer to the council's door, step by step.

Every step is the service an officer's page calls, at a moment of the past.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from saolang.criteria import library
from saolang.criteria.scorecard import ProductSet
from saolang.demo.cast import Cast
from saolang.demo.citations import Citation
from saolang.demo.data import table
from saolang.demo.days import Days
from saolang.demo.papers import Cabinet
from saolang.demo.scores import Aim, Ticks, first_of
from saolang.demo.wording import Wording
from saolang.dossiers import check_list, form03
from saolang.dossiers.check_list import Check, Part
from saolang.dossiers.fields import TICKS, Step
from saolang.dossiers.models import Dossier, DossierKind
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.pages import points
from saolang.dossiers.queries import draft as drafts
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.rules import checklist
from saolang.dossiers.rules.checklist import Need
from saolang.dossiers.services import (
    answers,
    commune,
    draft,
    evidence,
    handing_in,
    province,
    review,
    starting,
)
from saolang.dossiers.services.draft import Answers
from saolang.dossiers.services.review import Finding
from saolang.evaluation.models import Appraisal
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import appraisal
from saolang.evaluation.services.appraisal import Report
from saolang.evidence.queries import newest_of
from saolang.kernel.calendar import local_date
from saolang.people.models import Role, User
from saolang.products.models import Product

EXTRA = ("user_guide", "promotion_proof", "technology_evidence", "waste_evidence")
READ_NOW = frozenset(
    {
        "commune_review",
        "commune_again",
        "commune_returned",
        "commune_due_today",
        "province_check",
        "province_returned",
    }
)
HALF_READ = frozenset({"commune_review", "province_check"})


@dataclass
class Stage:
    """What every story of the demo shares."""

    days: Days
    cast: Cast
    cabinet: Cabinet
    citations: dict[int, list[Citation]] = field(default_factory=dict)


@dataclass
class Road:
    """A product, its dossier, and everyone who handles it."""

    stage: Stage
    product: Product
    item: Mapping[str, Any]
    owner: User
    dossier: Dossier = field(init=False)
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(self.product.name)  # noqa: S311

    # --- the producer -----------------------------------------------------------

    def start(self, at: datetime) -> None:
        self.dossier = starting.start(
            actor=self.owner, product=self.product, kind=DossierKind.FIRST, at=at
        )
        Dossier.objects.filter(pk=self.dossier.pk).update(created_at=at)

    def write(self, at: datetime) -> None:
        """Forms, ticks and papers; a draft just begun stops after its first steps."""
        begun = self.plan == "draft_started"
        forms = self.words.forms(self.dice)
        for step in list(forms)[: 2 if begun else None]:
            draft.save_form(
                actor=self.owner,
                dossier=self.dossier,
                step=step,
                values=forms[step],
                version=0,
                at=at,
            )
        for letter, step in list(TICKS.items())[: 1 if begun else None]:
            self._tick(letter.upper(), step, at)
        for kind in self._kinds()[: 2 if begun else None]:
            paper = self.stage.cabinet.paper(
                actor=self.owner,
                product=self.product,
                kind=kind,
                before=local_date(at),
            )
            evidence.place(actor=self.owner, dossier=self.dossier, paper=paper, at=at)
        if not begun:
            self._cite(at)

    def _cite(self, at: datetime) -> None:
        """Name the pages of long papers that prove something, and what they prove."""
        for citation in self.stage.citations.get(self.product.producer_id, ()):
            if uses := citation.uses(self.card):
                evidence.place(
                    actor=self.owner,
                    dossier=self.dossier,
                    paper=newest_of(citation.paper),
                    uses=uses,
                    at=at,
                )

    def _tick(self, part: str, step: Step, at: datetime) -> None:
        codes = [c.code for c in self.card.leaves if c.code.startswith(f"{part}.")]
        if self.plan == "draft_started":
            codes = codes[: len(codes) // 2]
        draft.save_ticks(
            actor=self.owner,
            dossier=self.dossier,
            step=step,
            answers=Answers(
                ticks=first_of(self.own_ticks, codes),
                gates={c.code: True for c in self.card.gated if c.code in codes},
                descriptions=self.words.descriptions(self.card, codes),
            ),
            version=0,
            at=at,
        )

    def _kinds(self) -> list[str]:
        """The papers the stars ask for, and a few more that a careful producer adds."""
        wanted = [
            line.kind.code
            for line in checklist.lines(self.card, [], self.stage.days.today)
            if line.need is Need.REQUIRED
            or (line.need is Need.FOR_STAR and (line.star or 9) <= self.stars)
            or line.kind.code in EXTRA
        ]
        missing = "linkage_contract" if self.plan == "draft_nearly" else ""
        knows = self.stage.cabinet.knows
        return [kind for kind in wanted if knows(kind) and kind != missing]

    def hand_in(self, at: datetime) -> None:
        handing_in.submit(
            actor=self.owner, dossier=self.dossier, commitment=True, at=at
        )

    def answer(self, at: datetime) -> None:
        """Say something to the points that came back, to some of them at least."""
        asked = drafts.asked_for(self.dossier)
        if asked is None:
            raise ValueError("nothing was asked of this dossier")
        said = table("texts")["answers"][self.plan]
        found = points.of_request(self.dossier, asked)
        answers.answer(
            actor=self.owner,
            dossier=self.dossier,
            texts={p.number: said[p.line] for p in found if p.line in said},
            seen=points.mark(found),
            at=at,
        )

    def put_right(self, at: datetime) -> None:
        """Send the newer paper that was asked for, and say more on one criterion."""
        self.stage.cabinet.renew(
            actor=self.owner, product=self.product, kind="material_origin", at=at
        )
        told = table("texts")["put_right"]
        self.dossier.refresh_from_db()
        code = next(c.code for c in self.card.leaves if c.topic == told["topic"])
        part = code[0]
        own = [c.code for c in self.card.leaves if c.code.startswith(f"{part}.")]
        step = TICKS[part.lower()]
        said, gates = (self.dossier.form02[n] for n in ("descriptions", "gates"))
        draft.save_ticks(
            actor=self.owner,
            dossier=self.dossier,
            step=step,
            answers=Answers(
                ticks=first_of(self.dossier.ticks, own),
                gates={c: gates[c] for c in own if c in gates},
                descriptions={c: said[c] for c in own if c in said}
                | {code: told["text"].format(commune=self.product.commune.full_name)},
            ),
            version=drafts.step_of(self.dossier, step).version,
            at=at,
        )

    def withdraw(self, at: datetime) -> None:
        handing_in.withdraw(actor=self.owner, dossier=self.dossier, at=at)

    # --- the commune ------------------------------------------------------------

    def take_in(self, at: datetime) -> None:
        commune.take_in(actor=self._officer, dossier=self.dossier, at=at)

    def look_through(self, at: datetime) -> None:
        self._check(COMMUNE, self._officer, at)

    def report(self, at: datetime) -> None:
        """Draft Form 03 and put it before the leader."""
        handed_in = queries.latest_snapshot(self.dossier).content
        links = queries.links_of(self.dossier)
        commune.propose_report(
            actor=self._officer,
            dossier=self.dossier,
            findings={
                heading.key: {
                    "said": form03.said(heading, self.card, handed_in, links),
                    "found": self.words.found(heading.key),
                }
                for heading in form03.HEADINGS
            },
            conclusion=form03.DEFAULT_CONCLUSION,
            version=0,
            at=at,
        )

    def sign(self, at: datetime) -> None:
        leader = self.stage.cast.leaders[self.dossier.commune.code]
        commune.sign_report(actor=leader, dossier=self.dossier, version=1, at=at)

    def forward(self, at: datetime) -> None:
        commune.forward(actor=self._officer, dossier=self.dossier, at=at)

    # --- the province -----------------------------------------------------------

    def receive(self, at: datetime) -> None:
        """Take it in and begin with the list of papers."""
        officer = self._in_province(Role.PROVINCE_OFFICER)
        province.receive(actor=officer, dossier=self.dossier, at=at)
        self._check(PROVINCE, officer, at)

    def hand_over(self, at: datetime) -> None:
        officer = self._in_province(Role.PROVINCE_OFFICER)
        province.hand_to_advisory(actor=officer, dossier=self.dossier, at=at)

    def appraise(self, at: datetime) -> None:
        appraisal.submit_appraisal(
            actor=self._in_province(Role.ADVISORY_MEMBER),
            dossier=self.dossier,
            entry=self._proposal(),
            report=Report(
                survey=table("texts")["survey"],
                conclusion=table("texts")["conclusion"],
                recommendation=Appraisal.Recommendation.TO_COUNCIL,
            ),
            version=1,
            at=at,
        )

    def begin_appraisal(self, at: datetime) -> None:
        """The adviser has read half of it."""
        proposal = self._proposal()
        codes = list(proposal.ticks)[: len(proposal.ticks) // 2]
        appraisal.save_appraisal(
            actor=self._in_province(Role.ADVISORY_MEMBER),
            dossier=self.dossier,
            entry=Entry(first_of(proposal.ticks, codes), proposal.notes),
            report=Report(survey=table("texts")["survey"]),
            version=1,
            at=at,
        )

    # --- both offices -----------------------------------------------------------

    def send_back_to_producer(self, at: datetime) -> None:
        self._send_back(COMMUNE, self._officer, at)

    def send_back_from_province(self, at: datetime) -> None:
        self._send_back(PROVINCE, self._in_province(Role.PROVINCE_OFFICER), at)

    def look_again(self, at: datetime) -> None:
        """Read the second hand-over: what was asked for is there."""
        self._check(COMMUNE, self._officer, at, is_again=True)

    def _check(
        self, office: Office, officer: User, at: datetime, *, is_again: bool = False
    ) -> None:
        wrong = {} if is_again else self._wrong(office)
        for part in Part if self.plan in READ_NOW else (Part.PAPERS,):
            rows = check_list.part_rows(part, self.dossier, office, local_date(at))
            rows = [row for row in rows if _is_there(row) or row.key in wrong]
            if self.plan in HALF_READ:
                rows = rows[: len(rows) // 2]
            known = check_list.of_part(part, queries.checks_of(self.dossier, office))
            review.save_checks(
                actor=officer,
                dossier=self.dossier,
                office=office,
                findings={r.key: wrong.get(r.key, Finding(Check.OK)) for r in rows},
                seen=check_list.mark(known),
                part=part,
                at=at,
            )

    def _wrong(self, office: Office) -> dict[str, Finding]:
        """What an office finds amiss, by line of its check list."""
        codes = {c.topic: c.code for c in self.card.leaves}
        told = table("texts")["returned"].get(self.plan, ())
        found = {}
        for each in told if self.plan.startswith(office.level) else ():
            topic = each.get("topic")
            line = (
                f"{check_list.CRITERION}{codes.get(topic)}" if topic else each["line"]
            )
            found[line] = Finding(Check(each["state"]), each["note"])
        return found

    def _send_back(self, office: Office, officer: User, at: datetime) -> None:
        wanting = check_list.wanting(self.dossier, office, local_date(at))
        review.return_dossier(
            actor=officer,
            dossier=self.dossier,
            office=office,
            items=[{"line": row.key, "text": row.wanting} for row in wanting],
            answer_by=local_date(at) + timedelta(days=19),
            note=table("texts")["returned"]["notes"][self.plan],
            at=at,
        )

    # --- what it is scored ------------------------------------------------------

    @property
    def plan(self) -> str:
        return str(self.item["plan"])

    @property
    def stars(self) -> int:
        return int(self.item.get("stars", 4))

    @property
    def card(self) -> ProductSet:
        return library.load_set("qd-26-2026", self.product.set_slug)

    @property
    def words(self) -> Wording:
        return Wording(self.product)

    @property
    def aim(self) -> Aim:
        return Aim(self.card, self.stars, self.product.producer)

    @cached_property
    def own_ticks(self) -> Ticks:
        """The producer's own sheet."""
        hopes = Aim(self.card, max(self.stars, 3), self.product.producer)
        return hopes.ticks(Random(self.product.name))  # noqa: S311

    def _proposal(self) -> Entry:
        ticks = self.aim.seen_by(self.own_ticks, self.dice)
        return Entry(ticks, self.words.reasons(self.card))

    def _in_province(self, role: Role) -> User:
        return self.stage.cast.at(role, self.dossier.commune.parent)

    @property
    def _officer(self) -> User:
        return self.stage.cast.officers[self.dossier.commune.code]


def _is_there(row: check_list.Row) -> bool:
    """Whether there is something to look at: a paper, a form, the samples."""
    return bool(row.papers) or row.key in {"form01", "form02", "samples"}
