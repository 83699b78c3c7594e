"""Tell producer and commune what became of a dossier, with the way to the notice."""

from django.urls import reverse

from saolang.dossiers.models import Dossier
from saolang.notifications.services import tell
from saolang.people.policies import COMMUNE_ROLES
from saolang.people.queries import members_of, officers_of


def announce(dossier: Dossier, kind: str = "result.announced") -> None:
    """Send the notice of a result to both; part of the act that settles it."""
    tell(
        recipients=[
            *members_of(dossier.product.producer),
            *officers_of(dossier.commune, *COMMUNE_ROLES),
        ],
        kind=kind,
        values={"product": dossier.product.name},
        url=reverse("evaluation:outcome", args=[dossier.pk]),
        about=f"dossier:{dossier.pk}:{kind}",
    )
