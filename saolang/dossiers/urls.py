"""Addresses of this context."""

from typing import Any

from django.urls import path

from saolang.dossiers.check_list import Part
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.views import (
    answers,
    commune,
    compare,
    costs,
    draft,
    form03,
    forms,
    history,
    inbox,
    library,
    missing,
    notes,
    papers,
    planner,
    province,
    reading_room,
    review,
    steps,
)

app_name = "dossiers"
_DRAFT = [
    path("", draft.mine, name="mine"),
    path("cua-san-pham/<int:product_id>/", draft.of_product, name="of_product"),
    path("<int:dossier_id>/", draft.dossier, name="dossier"),
    path("<int:dossier_id>/lap/<slug:name>/", steps.step, name="step"),
    path("<int:dossier_id>/tu-cham/<slug:part>/", steps.ticks, name="ticks"),
    path("<int:dossier_id>/tu-cham/<slug:part>/tam-tinh/", steps.tally, name="tally"),
    path("<int:dossier_id>/minh-chung/", papers.papers, name="papers"),
    path("<int:dossier_id>/minh-chung/cau-chuyen/", papers.use_story, name="use_story"),
    path(
        "<int:dossier_id>/minh-chung/<int:paper_id>/",
        papers.place,
        name="place_paper",
    ),
    path(
        "<int:dossier_id>/minh-chung/<int:paper_id>/bo/",
        papers.take_out,
        name="take_out_paper",
    ),
    path(
        "<int:dossier_id>/giay/<int:paper_id>/",
        reading_room.paper,
        name="paper_file",
    ),
    path("<int:dossier_id>/ban-gop/", reading_room.bound_copy, name="bound_copy"),
    path("<int:dossier_id>/ban-gop/xem/", reading_room.bound_file, name="bound_file"),
    path("<int:dossier_id>/len-sao/", planner.planner, name="planner"),
    path("<int:dossier_id>/con-thieu/", missing.missing, name="missing"),
    path("<int:dossier_id>/mang-sang/", missing.carried, name="carried"),
    path("<int:dossier_id>/nop/", draft.review, name="review"),
    path("<int:dossier_id>/giay-tiep-nhan/", draft.receipt, name="receipt"),
    path("<int:dossier_id>/ban-nop/", draft.handed_in, name="handed_in"),
    path("<int:dossier_id>/bo-sung/", answers.answers, name="answers"),
    path("<int:dossier_id>/trao-doi/", notes.notes, name="notes"),
    path("<int:dossier_id>/trao-doi/xong/", notes.settle, name="settle_notes"),
    path("<int:dossier_id>/trao-doi/mo-lai/", notes.reopen, name="reopen_notes"),
    path("<int:dossier_id>/so-sanh/", compare.compare, name="compare"),
    path("<int:dossier_id>/ai-lam-gi/", history.history, name="history"),
    path("<int:dossier_id>/rut/", draft.withdraw, name="withdraw"),
    path("<int:dossier_id>/mau/", forms.forms, name="forms"),
    path("<int:dossier_id>/mau/<slug:kind>/lap/", forms.draw_up, name="draw_up"),
    path(
        "<int:dossier_id>/mau/<slug:kind>.<slug:form>",
        forms.draft_form,
        name="draft_form",
    ),
]
_LIBRARY = [
    path("giay-to/", library.library, name="library"),
    path("giay-to/<int:paper_id>/", library.paper, name="kept_paper"),
    path("giay-to/<int:paper_id>/xem/", library.read, name="read_paper"),
    path("giay-to/<int:paper_id>/sua/", library.correct, name="correct_paper"),
    path("giay-to/<int:paper_id>/thay/", library.replace, name="replace_paper"),
    path("giay-to/gui/<int:producer_id>/", inbox.inbox, name="inbox"),
    path("giay-to/gui/<int:producer_id>/tep/", inbox.send, name="send_files"),
    path(
        "giay-to/gui/<int:producer_id>/tep/<int:upload_id>/",
        inbox.arrived_file,
        name="arrived_file",
    ),
    path("giay-to/gui/<int:producer_id>/gop/", inbox.join, name="join_photos"),
]
_AT_COMMUNE: dict[str, Any] = {"office": COMMUNE}
_AT_PROVINCE: dict[str, Any] = {"office": PROVINCE}
_PAPERS, _CRITERIA = {"part": Part.PAPERS}, {"part": Part.CRITERIA}
_COMMUNE = [
    path("xa/", commune.work_list, name="commune_list"),
    path("xa/cho-ky/", commune.to_sign, name="commune_to_sign"),
    path("xa/<int:dossier_id>/", commune.dossier, name="commune_dossier"),
    path("xa/<int:dossier_id>/tiep-nhan/", commune.take_in, name="commune_take_in"),
    path(
        "xa/<int:dossier_id>/giay-to/",
        review.check_list,
        _AT_COMMUNE | _PAPERS,
        name="commune_check_list",
    ),
    path(
        "xa/<int:dossier_id>/giay-to/luu/",
        review.save_checks,
        _AT_COMMUNE | _PAPERS,
        name="commune_save_checks",
    ),
    path(
        "xa/<int:dossier_id>/tieu-chi/",
        review.check_list,
        _AT_COMMUNE | _CRITERIA,
        name="commune_criteria",
    ),
    path(
        "xa/<int:dossier_id>/tieu-chi/luu/",
        review.save_checks,
        _AT_COMMUNE | _CRITERIA,
        name="commune_save_criteria",
    ),
    path(
        "xa/<int:dossier_id>/bo-sung/",
        answers.settle,
        _AT_COMMUNE,
        name="commune_points",
    ),
    path(
        "xa/<int:dossier_id>/tra-lai/",
        review.return_dossier,
        _AT_COMMUNE,
        name="commune_return",
    ),
    path("xa/<int:dossier_id>/mau-03/", form03.report, name="commune_report"),
    path(
        "xa/<int:dossier_id>/mau-03/luu/",
        form03.save_report,
        name="commune_save_report",
    ),
    path(
        "xa/<int:dossier_id>/mau-03/trinh-ky/",
        form03.propose_report,
        name="commune_propose_report",
    ),
    path("xa/<int:dossier_id>/ky/", form03.sign, name="commune_sign"),
    path("xa/<int:dossier_id>/sua-lai/", form03.send_back, name="commune_send_back"),
    path("xa/<int:dossier_id>/gui-tinh/", commune.forward, name="commune_forward"),
    path("xa/<int:dossier_id>/van-ban/", commune.draw_up, name="commune_draw_up"),
]
_PROVINCE = [
    path("tinh/", province.work_list, name="province_list"),
    path("tinh/<int:dossier_id>/", province.dossier, name="province_dossier"),
    path("tinh/<int:dossier_id>/tiep-nhan/", province.receive, name="province_receive"),
    path(
        "tinh/<int:dossier_id>/giay-to/",
        review.check_list,
        _AT_PROVINCE | _PAPERS,
        name="province_check_list",
    ),
    path(
        "tinh/<int:dossier_id>/giay-to/luu/",
        review.save_checks,
        _AT_PROVINCE | _PAPERS,
        name="province_save_checks",
    ),
    path(
        "tinh/<int:dossier_id>/tieu-chi/",
        review.check_list,
        _AT_PROVINCE | _CRITERIA,
        name="province_criteria",
    ),
    path(
        "tinh/<int:dossier_id>/tieu-chi/luu/",
        review.save_checks,
        _AT_PROVINCE | _CRITERIA,
        name="province_save_criteria",
    ),
    path(
        "tinh/<int:dossier_id>/bo-sung/",
        answers.settle,
        _AT_PROVINCE,
        name="province_points",
    ),
    path(
        "tinh/<int:dossier_id>/tra-lai/",
        review.return_dossier,
        _AT_PROVINCE,
        name="province_return",
    ),
    path(
        "tinh/<int:dossier_id>/tham-dinh/",
        province.hand_over,
        name="province_hand_over",
    ),
    path("tinh/cong-va-phi/", costs.table, name="province_costs"),
    path("tinh/cong-va-phi/uoc-luong/", costs.reset, name="province_reset_cost"),
    path("bo/", province.ministry_overview, name="ministry_overview"),
]
urlpatterns = [*_DRAFT, *_LIBRARY, *_COMMUNE, *_PROVINCE]
