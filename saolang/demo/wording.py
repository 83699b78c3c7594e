"""What people of the demo write: forms, findings, reasons, in plain Vietnamese."""

from collections.abc import Collection
from dataclasses import dataclass
from random import Random
from typing import Any

from saolang.criteria.scorecard import ProductSet
from saolang.demo.data import table
from saolang.dossiers import fields
from saolang.dossiers.fields import Step
from saolang.dossiers.models import DossierKind
from saolang.products.models import Product


@dataclass(frozen=True)
class Wording:
    """Everything that is said about one product."""

    product: Product

    def forms(self, dice: Random) -> dict[Step, dict[str, Any]]:
        """Form 01 and Form 02, step by step, with figures that fit each other."""
        revenue = dice.randrange(9, 78) * 100_000_000
        figures = {
            "area": dice.randrange(6, 52),
            "output": dice.randrange(8, 140),
            "floor": dice.randrange(12, 60) * 10,
            "agents": dice.randrange(5, 24),
            "more": dice.randrange(2, 9),
        }
        texts = self._theme()
        said: dict[str, Any] = {
            name: text.format(**self._names(), **figures)
            for name, text in texts.items()
        }
        said |= {
            "samples": "0" if self._is_tourism else str(fields.SAMPLES),
            "standard": f"TCCS {self.product.pk:02d}:2026",
            "papers_held": ["business_registration", "quality_declared", "food_safety"],
            "ip_rights": ["trademark"],
            "revenue": str(revenue),
            "profit": str(revenue * dice.randrange(11, 19) // 100),
        }
        first, second = fields.first_answers(self.product)
        known = first | second | said
        steps = (Step.REGISTRATION, Step.PREMISES, Step.RESULTS, Step.PLAN)
        return {
            step: {
                each.name: known[each.name]
                for each in fields.of_step(step, DossierKind.FIRST)
                if each.name in known
            }
            for step in steps
        }

    def descriptions(self, card: ProductSet, codes: Collection[str]) -> dict[str, str]:
        """A sentence of the producer's on the criteria that ask for one."""
        texts = table("texts")["descriptions"]
        return {
            c.code: texts[c.topic].format(**self._names())
            for c in card.leaves
            if c.code in codes and c.topic in texts
        }

    def found(self, heading: str) -> str:
        """The commune's word on a heading of Form 03."""
        return str(table("texts")["found"][heading]).format(**self._names())

    def reasons(self, card: ProductSet) -> dict[str, str]:
        """The adviser's reasons, where there is something to say."""
        texts = table("texts")["reasons"]
        seen: set[str] = set()
        reasons = {}
        for criterion in card.leaves:
            if criterion.topic in texts and criterion.topic not in seen:
                seen.add(criterion.topic)
                reasons[criterion.code] = texts[criterion.topic]
        return reasons

    def notes(self, card: ProductSet, dice: Random) -> dict[str, str]:
        """One or two notes a member leaves on a sheet."""
        texts = table("texts")["notes"]
        noted = [c for c in card.leaves if c.topic in texts]
        chosen = dice.sample(noted, min(dice.randrange(0, 3), len(noted)))
        return {c.code: dice.choice(texts[c.topic]) for c in chosen}

    def opinion(self, dice: Random) -> str:
        said: str = dice.choice(["", *table("texts")["opinions"]])
        return said

    @property
    def _is_tourism(self) -> bool:
        return self.product.set_slug in table("texts")["themes"]["tourism"]

    def _theme(self) -> dict[str, str]:
        texts = table("texts")
        theme = next(
            name
            for name, sets in texts["themes"].items()
            if self.product.set_slug in sets
        )
        found: dict[str, str] = texts["form02"][theme]
        return found

    def _names(self) -> dict[str, str]:
        province = self.product.commune.parent
        return {
            "home": province.name if province else "",
            "kind": province.kind if province else "",
            "product": self.product.name,
            "unit": self.product.producer.name,
            "commune": self.product.commune.full_name,
            "person": self.product.producer.representative_name,
        }
