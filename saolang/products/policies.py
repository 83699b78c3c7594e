"""Who may reach one's own products."""

from saolang.people import access
from saolang.people.access import FORM, READ, WRITE, Policy
from saolang.people.models import Producer, Role, User
from saolang.products.models import Product

_OWN = "products of one's own producers"
_PRODUCER = frozenset({Role.PRODUCER})

POLICIES: tuple[Policy, ...] = (
    Policy("products:mine", _PRODUCER, READ, scope=_OWN),
    Policy("products:sets", _PRODUCER, READ, scope="the index of product sets"),
    Policy("products:new", _PRODUCER, FORM, scope=_OWN),
    Policy("products:sites_kept", _PRODUCER, READ, scope=_OWN),
    Policy("products:new_site", _PRODUCER, FORM, scope=_OWN),
    Policy("products:edit_site", _PRODUCER, FORM, scope=_OWN),
    Policy("products:close_site", _PRODUCER, WRITE, scope=_OWN),
    Policy("products:product", _PRODUCER, READ, scope=_OWN),
    Policy("products:edit", _PRODUCER, FORM, scope=_OWN),
    Policy("products:photos", _PRODUCER, WRITE, scope=_OWN),
    Policy("products:remove_photo", _PRODUCER, WRITE, scope=_OWN),
    Policy("products:story", _PRODUCER, READ, scope=_OWN),
    Policy("products:passage", _PRODUCER, FORM, scope=_OWN),
    Policy("products:story_preview", _PRODUCER, WRITE, scope=_OWN),
    Policy("products:story_photos", _PRODUCER, WRITE, scope=_OWN),
    Policy("products:story_paper", _PRODUCER, READ, scope=_OWN),
)


def may_register(user: User, producer: Producer) -> bool:
    """Whether a person acts for the producer."""
    return producer.pk in access.standing(user).producer_ids


def may_edit(user: User, product: Product) -> bool:
    """Whether a person acts for the product's producer."""
    return product.producer_id in access.standing(user).producer_ids
