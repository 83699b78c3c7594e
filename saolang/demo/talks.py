"""Who helps a producer with its yes, and what offices and producers tell each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from saolang.demo.data import table
from saolang.demo.papers import check_at
from saolang.demo.plans import Appointment
from saolang.demo.road import Road
from saolang.dossiers.fields import Step
from saolang.dossiers.models import Note
from saolang.dossiers.queries import draft as drafts
from saolang.dossiers.services import draft, notes
from saolang.evidence.services import Particulars
from saolang.kernel.calendar import local_date
from saolang.people.models import Invitation, User
from saolang.people.services import mandates, producers

LASTS = timedelta(days=300)
CONSENT = (
    "Tôi đồng ý để cán bộ xã lập hồ sơ OCOP thay cơ sở trong thời hạn đã ghi.",
    "Chủ hộ ký tên: (chữ ký minh họa)",
)


@dataclass(frozen=True)
class Talks:
    """The people around two drafts, and the notes on a dossier under way."""

    own: Road
    household: Road
    discussed: Road

    def agenda(self) -> Iterator[Appointment]:
        """Consents first, then what the helpers wrote, and the notes."""
        yield self._on(13, self._invite_accountant)
        yield self._on(1, self._accountant_writes)
        yield self._on(3, self._ask_household)
        yield self._on(2, self._officer_writes)
        for topic, told in table("texts")["talks"].items():
            for said in told["said"]:
                yield self._on(said["ago"], partial(self._say, topic, said))
            if told["settled"]:
                last = min(said["ago"] for said in told["said"])
                yield self._on(last - 1, partial(self._settle, topic))

    def _on(self, ago: int, act: Callable[[datetime], None]) -> Appointment:
        days = self.own.stage.days
        return Appointment(days.moment(days.today - timedelta(days=ago), 16), act)

    def _invite_accountant(self, at: datetime) -> None:
        """The producer offers a helper's place by a link, and the link is taken."""
        accountant = self.own.stage.cast.accountant
        invitation = producers.invite(
            actor=self.own.owner,
            producer=self.own.product.producer,
            login=accountant.login,
            access_kind=Invitation.Access.HELPER,
            until=local_date(at) + LASTS,
            at=at,
        )
        token = invitation.get_absolute_url().rstrip("/").rsplit("/", 1)[-1]
        producers.accept_invitation(actor=accountant, token=token, at=at)

    def _accountant_writes(self, at: datetime) -> None:
        """The accountant puts in the figures of the books."""
        self._write(self.own, self.own.stage.cast.accountant, Step.RESULTS, at)

    def _ask_household(self, at: datetime) -> None:
        """The commune's officer asks to help, and brings the signed sheet."""
        product, cabinet = self.household.product, self.household.stage.cabinet
        officer = self._officer_of(self.household)
        mandate = mandates.ask(
            actor=officer,
            producer=product.producer,
            purpose="Lập hồ sơ lần đầu cho hộ, chủ hộ không quen dùng máy tính.",
            ends_on=local_date(at) + LASTS,
            at=at,
        )
        printed = Particulars(
            kind="other",
            title="Giấy đồng ý",
            number="01/GĐY",
            issuer=product.producer.name,
            issued_on=local_date(at),
        )
        sheet = SimpleUploadedFile(
            "giay-dong-y.pdf", cabinet.sheet(product, printed, list(CONSENT))
        )
        agreed = mandates.agree_on_paper(
            actor=officer, mandate=mandate, upload=sheet, at=at
        )
        if agreed.paper:
            check_at(agreed.paper, at)

    def _officer_writes(self, at: datetime) -> None:
        """The officer goes on where the household stopped."""
        self._write(self.household, self._officer_of(self.household), Step.RESULTS, at)

    def _write(self, road: Road, helper: User, step: Step, at: datetime) -> None:
        values = road.words.forms(Random(road.product.name))[step]  # noqa: S311
        draft.save_form(
            actor=helper,
            dossier=road.dossier,
            step=step,
            values=values,
            version=drafts.step_of(road.dossier, step).version,
            at=at,
        )

    def _say(self, topic: str, said: Mapping[str, Any], at: datetime) -> None:
        road = self.discussed
        writer = road.owner if said["side"] == "producer" else self._officer_of(road)
        notes.write(
            actor=writer,
            dossier=road.dossier,
            criterion=self._code(topic),
            text=said["text"],
            at=at,
        )

    def _settle(self, topic: str, at: datetime) -> None:
        road = self.discussed
        code = self._code(topic)
        last = Note.objects.filter(dossier=road.dossier, criterion=code).latest("pk")
        notes.settle(
            actor=self._officer_of(road),
            dossier=road.dossier,
            criterion=code,
            last=last.pk,
            at=at,
        )

    def _code(self, topic: str) -> str:
        return next(c.code for c in self.discussed.card.leaves if c.topic == topic)

    def _officer_of(self, road: Road) -> User:
        return road.stage.cast.officers[road.product.commune.code]
