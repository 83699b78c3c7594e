"""Why a star cannot be reached, in the words a producer uses."""

from decimal import Decimal

from django.utils.translation import gettext as _

from saolang.criteria.barriers import Barrier, RuleKind
from saolang.criteria.scorecard import ProductSet


def reason(card: ProductSet, star: int, barrier: Barrier) -> str:
    """The rule that bars the star, in one sentence."""
    rule = barrier.rule
    told = {"star": star, "needs": _figure(rule.needs), "best": _figure(barrier.best)}
    if rule.kind is RuleKind.STOP:
        text = next(d.text for d, _c in card.stops if d.when == rule.subject)
        return _("Đang rơi vào trường hợp bị loại: %(text)s") % {"text": text}
    if rule.kind is RuleKind.BAND:
        return (
            _("%(star)s sao cần %(needs)s điểm; đổi hết mức chỉ lên được %(best)s.")
            % told
        )
    told["title"] = card.criteria[rule.subject].title
    if rule.kind is RuleKind.ZERO:
        return _("“%(title)s” không được để 0 điểm.") % told
    return (
        _("“%(title)s” cần %(needs)s điểm cho %(star)s sao, chỉ lên được %(best)s.")
        % told
    )


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def is_met_alone(barrier: Barrier) -> bool:
    """Whether the rule could be met if the others did not stand beside it."""
    return barrier.rule.kind is not RuleKind.STOP and barrier.best >= max(
        barrier.rule.needs, Decimal(0)
    )
