"""Rounds, the council and its sessions: three past or present, one ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from saolang.certificates import services as certificates
from saolang.criteria import library
from saolang.demo import notices
from saolang.demo.days import Diary
from saolang.demo.road import Road, Stage
from saolang.demo.scores import Aim, first_of
from saolang.dossiers.rules.rounds import upcoming
from saolang.evaluation.models import (
    Council,
    Position,
    Round,
    ScoreSheet,
    Session,
    SessionItem,
)
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import closing, round, session, sheet
from saolang.geography import queries as geography
from saolang.kernel.calendar import local_date
from saolang.people.models import Role, User

PLACE = "Phòng họp 3, Trung tâm Hội nghị thành phố"
HELD_AGO, LATELY_AGO = 105, 12
# how many products each scorer has handed in so far today: the chair, then members
HANDED_IN = (3, 2, 4, 5, 3, 2, 3, 2, 4, 1)
STRICT = 5  # the member whose eyes are stricter than all others'
DISCUSSED = (
    "Hội đồng nếm lại mẫu và đọc lại hồ sơ. Các thành viên giữ điểm; chênh lệch do cách"
    " nhìn về bao bì và kênh bán, không do chất lượng."
)


@dataclass
class Sittings:
    """Everything around the council table."""

    stage: Stage
    council: Council = field(init=False)

    def found_council(self) -> None:
        """Nine members, a chair and a secretary, by a decision of the province."""
        officer = self.stage.cast.one(Role.PROVINCE_OFFICER)
        unit = geography.current("31")
        decided = self.stage.days.ago(HELD_AGO + 24)
        self.council = round.found_council(
            actor=officer,
            unit=unit,
            name="Hội đồng đánh giá, phân hạng sản phẩm OCOP thành phố Hải Phòng",
            decision_number="2216/QĐ-UBND",
            decided_on=decided,
        )
        for position, role in (
            (Position.CHAIR, Role.COUNCIL_CHAIR),
            (Position.SECRETARY, Role.COUNCIL_SECRETARY),
            (Position.MEMBER, Role.COUNCIL_MEMBER),
        ):
            for account in self.stage.cast.roles[role]:
                assigned = account.user.assignments.get(role=role)
                agency = (
                    assigned.title if role == Role.COUNCIL_MEMBER else account.about
                )
                round.seat_member(
                    actor=officer,
                    council=self.council,
                    user=account.user,
                    position=position,
                    agency=agency,
                )

    def past_round(self) -> Round:
        """The round of some three months ago, held and done."""
        held = self.stage.days.ago(HELD_AGO)
        return self._round(
            held.year, 1, held - timedelta(days=16), held + timedelta(days=25)
        )

    def present_round(self) -> Round:
        """The round under way: the decision's own dates where today lies in them."""
        today = self.stage.days.today
        cutoff, hold_by = self._legal(today) or (
            today - timedelta(days=22),
            today + timedelta(days=39),
        )
        number = 2 if self.stage.days.ago(HELD_AGO).year == today.year else 1
        return self._round(today.year, number, cutoff, hold_by)

    def _legal(self, today: date) -> tuple[date, date] | None:
        dated = upcoming(library.load("qd-26-2026").rounds, date(today.year, 1, 1))
        for each in dated:
            opens, ends = timedelta(days=10), timedelta(days=20)
            if each.cutoff_on + opens <= today <= each.hold_by - ends:
                return each.cutoff_on, each.hold_by
        return None

    def _round(self, year: int, number: int, cutoff: date, hold_by: date) -> Round:
        return round.plan_round(
            actor=self.stage.cast.one(Role.PROVINCE_OFFICER),
            unit=self.council.unit,
            year=year,
            number=number,
            cutoff_on=cutoff,
            hold_by_on=hold_by,
            plan_number=f"{100 + number * 37}/KH-UBND",
            working_rules={
                "rules_document": "Quy chế làm việc kèm Quyết định 2216/QĐ-UBND"
            },
        )

    # --- sessions ---------------------------------------------------------------

    def planned(
        self, held_in: Round, held_at: datetime, roads: Sequence[Road]
    ) -> Session:
        """A sitting with its list; invitations are sent when they are due."""
        officer = self.stage.cast.one(Role.PROVINCE_OFFICER)
        now = self.stage.days.now
        listed = min(held_at - timedelta(days=12), now - timedelta(days=1))
        made = session.plan_session(
            actor=officer,
            round=held_in,
            council=self.council,
            held_at=held_at,
            place=PLACE,
        )
        for road in roads:
            with notices.dated(listed):
                session.schedule(
                    actor=officer, session=made, dossier=road.dossier, at=listed
                )
        invited_on = local_date(held_at) - timedelta(days=6)
        invited = self.stage.days.moment(self.stage.days.working(invited_on, -1), 10)
        if roads and invited < now:
            with notices.dated(invited):
                session.invite(actor=officer, session=made, at=invited)
        return made

    def in_progress(self, held_in: Round, roads: Sequence[Road]) -> Session:
        """Today's sitting: some sheets are in, some half written, some untouched."""
        now = self.stage.days.now
        began = self.stage.days.moment(local_date(now), 8)
        if now < began + timedelta(minutes=50):  # the demo was started in the night
            began = now - timedelta(minutes=50)
        made = self.planned(held_in, began, roads)
        self._open(made, began + timedelta(minutes=5))
        for place, (scorer, done) in enumerate(
            zip(self._scorers, HANDED_IN, strict=True)
        ):
            self._score(
                made,
                scorer,
                roads,
                done,
                began + timedelta(minutes=10),
                is_strict=place == STRICT,
            )
        return made

    def held(self, held_in: Round, days_ago: int, roads: Sequence[Road]) -> Session:
        """A sitting from its opening to its conclusion."""
        day = self.stage.days.ago(days_ago)
        began = self.stage.days.moment(day, 8)
        made = self.planned(held_in, began, roads)
        self._open(made, began + timedelta(minutes=5))
        for scorer in self._scorers:
            self._score(made, scorer, roads, len(roads), began + timedelta(minutes=20))
        secretary = self.stage.cast.one(Role.COUNCIL_SECRETARY)
        closed = began + timedelta(hours=3, minutes=10)
        closing.close_session(actor=secretary, session=made, at=closed)
        self._discuss(made)
        ended = closed + timedelta(minutes=40)
        with notices.dated(ended):
            return closing.conclude(
                actor=secretary,
                session=made,
                opinions="Hội đồng nhất trí với kết quả; đề nghị cơ quan OCOP hướng dẫn"
                " cơ sở hoàn thiện nhãn trước khi cấp giấy.",
                at=ended,
            )

    def decide(self, made: Session, days_after: int, number: int | None) -> None:
        """Draft the decision; with a number, the leader signs it as well."""
        diary = Diary(self.stage.days, last=made.concluded_at)
        concluded = local_date(made.concluded_at or self.stage.days.now)
        day = self.stage.days.working(concluded + timedelta(days=days_after), 1)
        drafted = diary.on(day - timedelta(days=1), 14)
        with notices.dated(drafted):
            decision = certificates.draft_decision(
                actor=self.stage.cast.one(Role.PROVINCE_OFFICER),
                session=made,
                at=drafted,
            )
        if number is None:
            return
        signed = diary.on(day, 10)
        with notices.dated(signed):
            certificates.sign_decision(
                actor=self.stage.cast.one(Role.PROVINCE_LEADER),
                decision=decision,
                number=number,
                signed_on=local_date(signed),
                at=signed,
            )

    @property
    def _scorers(self) -> list[User]:
        return [self.stage.cast.one(Role.COUNCIL_CHAIR), *self.stage.cast.members]

    def _open(self, made: Session, at: datetime) -> None:
        with notices.dated(at):
            session.open_session(
                actor=self.stage.cast.one(Role.COUNCIL_SECRETARY), session=made, at=at
            )

    def _score(
        self,
        made: Session,
        scorer: User,
        roads: Sequence[Road],
        done: int,
        began: datetime,
        *,
        is_strict: bool = False,
    ) -> None:
        """One scorer's sheets: the first ones handed in, the next one half written."""
        by_dossier = {
            found.dossier_id: found
            for found in ScoreSheet.objects.filter(session=made, member=scorer)
            .select_related("dossier__product", "session")
            .order_by("pk")
        }
        for place, road in enumerate(roads[: done + 1]):
            own = by_dossier[road.dossier.pk]
            at = min(began + timedelta(minutes=11 * place), self.stage.days.now)
            entry = self._entry(road, scorer, strict=is_strict and place == 0)
            if place < done:
                with notices.dated(at):
                    sheet.submit_sheet(
                        actor=scorer, sheet=own, entry=entry, version=1, at=at
                    )
            else:
                codes = list(entry.ticks)[: len(entry.ticks) * 3 // 5]
                half = Entry(first_of(entry.ticks, codes), {})
                sheet.save_sheet(actor=scorer, sheet=own, entry=half, version=1, at=at)

    def _entry(self, road: Road, scorer: User, *, strict: bool) -> Entry:
        dice = Random(f"{road.product.name} {scorer.full_name}")  # noqa: S311
        base = road.own_ticks
        aim = road.aim
        if road.plan == "not_recognised_here":
            aim = Aim(road.card, 2, road.product.producer)
            base = aim.ticks(Random(road.product.name))  # noqa: S311
        return Entry(
            ticks=aim.seen_by(base, dice, strict=strict),
            notes=road.words.notes(road.card, dice),
            opinion=road.words.opinion(dice),
        )

    def _discuss(self, made: Session) -> None:
        limit = made.round.spread_limit
        for item in SessionItem.objects.filter(session=made, spread__gt=limit):
            closing.record_discussion(
                actor=self.stage.cast.one(Role.COUNCIL_CHAIR), item=item, text=DISCUSSED
            )
