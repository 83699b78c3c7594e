"""Who may reach the page behind a printed code: everyone, without a cookie."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = (
    Policy("stamps:lookup", public=True, scope="type or scan a code"),
    Policy("stamps:truth", public=True, scope="what a printed code stands for"),
    Policy("stamps:truth_slash", public=True, scope="the same, with a final slash"),
    Policy("stamps:qr_svg", public=True, scope="the symbol of a public code"),
    Policy("stamps:qr_png", public=True, scope="the symbol of a public code"),
)
