"""Who may reach dossiers."""

from saolang.dossiers.models import Dossier, Receipt
from saolang.dossiers.offices import COMMUNE, OFFICES, PROVINCE
from saolang.evidence import policies as evidence
from saolang.evidence.models import Evidence
from saolang.geography.models import AdminUnit
from saolang.people.access import FORM, READ, WRITE, Policy, covers, standing
from saolang.people.models import Role, User
from saolang.products.models import Product

_OWN_COMMUNE = "dossiers filed in the officer's commune"
_OWN_PROVINCE = "dossiers forwarded to the officer's province"
_COMMUNE_ROWS = (
    Policy("dossiers:commune_list", COMMUNE.staff, scope=_OWN_COMMUNE),
    Policy("dossiers:commune_dossier", COMMUNE.staff, scope=_OWN_COMMUNE),
    Policy("dossiers:commune_to_sign", COMMUNE.leaders, scope=_OWN_COMMUNE),
    *(
        Policy(
            f"dossiers:commune_{name}", COMMUNE.officers, methods, scope=_OWN_COMMUNE
        )
        for name, methods in (
            ("take_in", WRITE),
            ("check_list", FORM),
            ("save_checks", WRITE),
            ("criteria", FORM),
            ("save_criteria", WRITE),
            ("points", FORM),
            ("return", FORM),
            ("report", FORM),
            ("save_report", WRITE),
            ("propose_report", WRITE),
        )
    ),
    *(
        Policy(f"dossiers:commune_{name}", COMMUNE.leaders, methods, scope=_OWN_COMMUNE)
        for name, methods in (("sign", FORM), ("send_back", WRITE))
    ),
    Policy("dossiers:commune_forward", COMMUNE.staff, WRITE, scope=_OWN_COMMUNE),
    Policy("dossiers:commune_draw_up", COMMUNE.staff, WRITE, scope=_OWN_COMMUNE),
)
_PROVINCE_ROWS = (
    Policy("dossiers:province_list", PROVINCE.staff, scope=_OWN_PROVINCE),
    Policy("dossiers:province_dossier", PROVINCE.staff, scope=_OWN_PROVINCE),
    *(
        Policy(
            f"dossiers:province_{name}", PROVINCE.officers, methods, scope=_OWN_PROVINCE
        )
        for name, methods in (
            ("receive", WRITE),
            ("check_list", FORM),
            ("save_checks", WRITE),
            ("criteria", FORM),
            ("save_criteria", WRITE),
            ("points", FORM),
            ("return", FORM),
            ("hand_over", WRITE),
        )
    ),
    *(
        Policy(
            f"dossiers:province_{name}",
            PROVINCE.officers,
            methods,
            scope="the cost table of the officer's province",
        )
        for name, methods in (("costs", FORM), ("reset_cost", WRITE))
    ),
    Policy(
        "dossiers:ministry_overview",
        frozenset({Role.MINISTRY_OFFICER}),
        scope="counts by province, no dossier",
    ),
)
_OWN = "dossiers of one's own producers"
_PRODUCER = frozenset({Role.PRODUCER})
_READERS = (
    _PRODUCER
    | COMMUNE.staff
    | PROVINCE.staff
    | {Role.ADVISORY_MEMBER, Role.MINISTRY_OFFICER}
)
_BOTH_SIDES = _PRODUCER | COMMUNE.staff | PROVINCE.staff
_SHARED = "own, or reached the office; never a council's"
_DRAFT_ROWS = (
    *(
        Policy(f"dossiers:{name}", _PRODUCER, methods, scope=_OWN)
        for name, methods in (
            ("mine", READ),
            ("of_product", FORM),
            ("step", FORM),
            ("ticks", FORM),
            ("tally", WRITE),
            ("papers", FORM),
            ("place_paper", FORM),
            ("take_out_paper", WRITE),
            ("use_story", WRITE),
            ("missing", READ),
            ("carried", READ),
            ("review", FORM),
            ("answers", FORM),
            ("withdraw", FORM),
            ("planner", FORM),
            ("draft_form", READ),
        )
    ),
    Policy("dossiers:dossier", _READERS, scope="dossiers the person may read"),
    Policy("dossiers:forms", _READERS, scope="dossiers the person may read"),
    Policy("dossiers:draw_up", _READERS, WRITE, scope="dossiers the person may read"),
    Policy("dossiers:compare", _READERS, scope="dossiers the person may read"),
    *(
        Policy(f"dossiers:{name}", _BOTH_SIDES, methods, scope=_SHARED)
        for name, methods in (
            ("notes", FORM),
            ("settle_notes", WRITE),
            ("reopen_notes", WRITE),
            ("history", READ),
        )
    ),
    Policy("dossiers:receipt", _READERS, scope="dossiers the person may read"),
    Policy("dossiers:handed_in", _READERS, scope="dossiers the person may read"),
    Policy("dossiers:paper_file", _READERS, scope="papers of such dossiers"),
    Policy("dossiers:bound_copy", _READERS, FORM, scope="what such dossiers handed in"),
    Policy("dossiers:bound_file", _READERS, scope="what such dossiers handed in"),
)
_LIBRARY_ROWS = tuple(
    Policy(f"dossiers:{name}", _PRODUCER, methods, scope="papers of one's producers")
    for name, methods in (
        ("library", READ),
        ("kept_paper", READ),
        ("read_paper", READ),
        ("correct_paper", FORM),
        ("replace_paper", FORM),
        ("inbox", FORM),
        ("send_files", WRITE),
        ("arrived_file", READ),
        ("join_photos", FORM),
    )
)
POLICIES: tuple[Policy, ...] = (
    *_DRAFT_ROWS,
    *_LIBRARY_ROWS,
    *_COMMUNE_ROWS,
    *_PROVINCE_ROWS,
)


def may_write_of(user: User, product: Product) -> bool:
    """Whether `user` writes for the producer: as a member, or with a mandate."""
    return product.producer_id in standing(user).producer_ids


def may_hand_in(user: User, product: Product) -> bool:
    """Handing in and withdrawing stay with members of the producer."""
    return product.producer_id in standing(user).member_producer_ids


def may_check(user: User, dossier: Dossier, level: Receipt.Level) -> bool:
    """Whether `user` works on the dossier for the office of this level."""
    held = standing(user).units(*OFFICES[level].officers)
    return covers(held, dossier.commune)


def may_open_all(user: User, dossier: Dossier) -> bool:
    """Whether `user` needs also what tells of persons: its producer, and the offices
    that check it. Advisers, councils and the ministry score without."""
    here = standing(user)
    return dossier.product.producer_id in here.member_producer_ids or covers(
        here.units(*COMMUNE.staff, *PROVINCE.staff), dossier.commune
    )


def may_open(user: User, dossier: Dossier, paper: Evidence) -> bool:
    """Whether a reader of the dossier may read this paper of it."""
    return evidence.may_open(user, paper) or may_open_all(user, dossier)


def may_write_costs(user: User, unit: AdminUnit) -> bool:
    """Whether `user` keeps the cost table of this province."""
    return unit.pk in standing(user).units(*PROVINCE.officers)


def may_sign_report(user: User, dossier: Dossier) -> bool:
    """Whether `user` signs for the commune's People's Committee."""
    return covers(standing(user).units(*COMMUNE.leaders), dossier.commune)


def may_forward(user: User, dossier: Dossier) -> bool:
    """Whether `user` sends the commune's dossiers on to the province."""
    return covers(standing(user).units(*COMMUNE.staff), dossier.commune)
