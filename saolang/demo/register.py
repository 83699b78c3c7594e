"""Certificates given before this system, entered as from an office's register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from saolang.certificates import services
from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.certificates.rules import terms
from saolang.criteria.regimes import DossierKind, regime_for
from saolang.demo import notices
from saolang.demo.data import table
from saolang.demo.road import Stage
from saolang.geography import queries as geography
from saolang.geography.queries import TWO_LEVELS_SINCE
from saolang.people.models import Role
from saolang.products.models import Product

SYMBOLS = {RecognitionDecision.Level.NATION: "QĐ-BNNMT"}


@dataclass
class Register:
    """The decisions of the past and what they gave."""

    stage: Stage
    decisions: dict[str, RecognitionDecision] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)

    def enter_decisions(self) -> None:
        for described in table("decisions"):
            symbol = SYMBOLS.get(described["level"], "QĐ-UBND")
            unit = described["unit"]
            self.decisions[described["key"]] = RecognitionDecision.objects.create(
                level=described["level"],
                unit=geography.current(unit) if unit else None,
                issuer=described["issuer"],
                symbol=f"{described['number']}/{symbol}",
                signed_on=self.stage.days.ago(described["days_ago"]),
            )

    def enter(
        self, product: Product, item: Mapping[str, Any], former_place: str
    ) -> Certificate:
        """The certificates of one product, up to the condition its plan names."""
        given = self._register(product, item["decision"], item["stars"], former_place)
        condition = item["plan"].removeprefix("certificate_")
        if condition == "superseded":
            self._register(product, item["newer"], item["newer_stars"], former_place)
        elif condition == "extended":
            services.extend(
                actor=self.stage.cast.at(Role.PROVINCE_OFFICER, given.decision.unit),
                certificate=given,
                to=terms.longest_extension(given.last_day) - timedelta(days=7),
            )
        elif condition == "revoked":
            self._revoke(given)
        given.refresh_from_db()
        return given

    def _register(
        self, product: Product, key: str, stars: int, former_place: str
    ) -> Certificate:
        decision = self.decisions[key]
        issued_on = decision.signed_on
        if issued_on is None:
            raise ValueError("a decision of the past has a date")
        place = self.counted[decision.pk] = self.counted.get(decision.pk, 0) + 1
        former = {"former_place": former_place}
        if issued_on < TWO_LEVELS_SINCE:
            former["address"] = f"{product.producer.address}, {former_place}"
        return services.register(
            actor=self.stage.cast.one(Role.ADMIN),
            decision=decision,
            product=product,
            number=f"{decision.symbol.split('/')[0]}-{place:02d}",
            stars=stars,
            regime=regime_for(issued_on, DossierKind.FIRST).regime,
            issued_on=issued_on,
            former=former,
        )

    def _revoke(self, given: Certificate) -> None:
        at = self.stage.days.moment(self.stage.days.ago(21), 10)
        with notices.dated(at):
            services.revoke(
                actor=self.stage.cast.one(Role.PROVINCE_LEADER),
                certificate=given,
                ground=Certificate.Ground.MARK_MISUSE,
                note="in nhãn OCOP 4 sao lên loại mật pha không được công nhận",
                symbol="4466/QĐ-UBND",
                on=at.date(),
                at=at,
            )
