"""The admin site: an explicit, short list of reference data, nothing found by itself.

It bypasses services, so it must never hold what has a workflow, least of all scores.
"""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from saolang.audit.models import Entry
from saolang.geography.models import AdminUnit, DayOff, Succession, UnitAlias
from saolang.people.access import standing
from saolang.people.models import Role
from saolang.tasks.models import Job


class ReferenceSite(AdminSite):
    """Django's admin behind our own sign-in, for administrators only."""

    site_header = site_title = _("Dữ liệu tham chiếu")
    index_title = _("Ngày nghỉ và địa danh")

    def has_permission(self, request: HttpRequest) -> bool:
        return standing(request.user).has(Role.ADMIN)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect_to_login(request.GET.get("next", request.path))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("people:password")


class DayOffAdmin(ModelAdmin):  # type: ignore[type-arg]
    """Public holidays and swap days, which deadlines are counted by."""

    list_display = ["on", "name", "is_worked", "source"]
    list_filter = ["is_worked"]
    date_hierarchy = "on"
    ordering = ["-on", "pk"]


class AliasAdmin(ModelAdmin):  # type: ignore[type-arg]
    """Other spellings of a place, for finding it."""

    list_display = ["alias", "unit"]
    search_fields = ["alias"]
    autocomplete_fields = ["unit"]
    ordering = ["alias", "pk"]
    list_select_related = ["unit"]


class ReadOnly(ModelAdmin):  # type: ignore[type-arg]
    """Rows that only an import changes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


class UnitAdmin(ReadOnly):
    """Provinces, districts and communes as the official lists have them."""

    list_display = ["code", "full_name", "parent", "valid_from", "valid_to"]
    list_filter = ["level"]
    search_fields = ["code", "name", "folded"]
    ordering = ["code", "valid_from", "pk"]
    list_select_related = ["parent"]


class SuccessionAdmin(ReadOnly):
    """What became of an old unit."""

    list_display = ["old", "new", "share", "on"]
    search_fields = ["old__folded", "new__folded"]
    ordering = ["-on", "pk"]
    list_select_related = ["old", "new"]


class DeadJobAdmin(ReadOnly):
    """Jobs that failed at every attempt; `manage.py jobs --retry` runs one again."""

    list_display = ["pk", "name", "attempts", "finished_at"]
    list_filter = ["name"]
    ordering = ["-finished_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(state=Job.State.DEAD)


class EntryAdmin(ReadOnly):
    """The ledger: who is a pseudonym, what was written is a digest."""

    list_display = ["at", "verb", "actor", "subject_kind", "subject_id", "digest"]
    list_filter = ["subject_kind"]
    search_fields = ["verb", "subject_id"]
    ordering = ["-pk"]


site = ReferenceSite(name="admin")
site.register(DayOff, DayOffAdmin)
site.register(UnitAlias, AliasAdmin)
site.register(AdminUnit, UnitAdmin)
site.register(Succession, SuccessionAdmin)
site.register(Job, DeadJobAdmin)
site.register(Entry, EntryAdmin)
