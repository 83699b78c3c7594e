"""Who may reach the public catalogue: everyone."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = (
    Policy("market:catalogue", public=True, scope="products with stars in force"),
    Policy("market:product", public=True, scope="products that ever had stars"),
    Policy("market:product_named", public=True, scope="the same, name in the address"),
)
