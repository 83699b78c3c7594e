"""Which entries the header shows to whom."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: entries of the header by role."""
    return {"navigation": []}
