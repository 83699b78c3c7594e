"""Addresses of the council table."""

from django.urls import path

from saolang.evaluation.views import appraisal, beside, outcome, round, session, sheet

app_name = "evaluation"
urlpatterns = [
    path("tham-dinh/", appraisal.appraisals, name="appraisals"),
    path("tham-dinh/<int:dossier_id>/", appraisal.appraisal, name="appraisal"),
    path("tham-dinh/<int:dossier_id>/luu/", appraisal.save, name="appraisal_save"),
    path("tham-dinh/<int:dossier_id>/nop/", appraisal.submit, name="appraisal_submit"),
    path(
        "tham-dinh/<int:dossier_id>/tam-tinh/",
        appraisal.tally,
        name="appraisal_tally",
    ),
    path("dot/", round.rounds, name="rounds"),
    path("dot/moi/", round.round_new, name="round_new"),
    path("dot/<int:round_id>/", round.round_page, name="round"),
    path("dot/<int:round_id>/sua/", round.round_edit, name="round_edit"),
    path("dot/<int:round_id>/phien-moi/", round.session_new, name="session_new"),
    path("thanh-lap/", round.councils, name="councils"),
    path("thanh-lap/moi/", round.council_new, name="council_new"),
    path("thanh-lap/<int:council_id>/", round.council, name="council"),
    path("thanh-lap/<int:council_id>/ghe/", round.seat, name="seat"),
    path("thanh-lap/<int:council_id>/thoi/", round.unseat, name="unseat"),
    path("phien/", session.sessions, name="sessions"),
    path("phien/<int:session_id>/", session.session, name="session"),
    path("phien/<int:session_id>/ket-qua/", session.results, name="results"),
    path("phien/<int:session_id>/danh-sach/", session.agenda, name="agenda"),
    path("phien/<int:session_id>/doi-ngay/", session.move, name="move"),
    path("phien/<int:session_id>/moi/", session.invite, name="invite"),
    path("phien/<int:session_id>/mo/", session.open_session, name="open"),
    path("phien/<int:session_id>/co-mat/", session.presence, name="presence"),
    path("phien/<int:session_id>/nhac/", session.remind, name="remind"),
    path("phien/<int:session_id>/khep/", session.close, name="close"),
    path("phien/<int:session_id>/cham-lai/", session.rescore, name="rescore"),
    path("phien/<int:session_id>/thao-luan/", session.discussion, name="discussion"),
    path("phien/<int:session_id>/ket-luan/", session.conclude, name="conclude"),
    path("phien/<int:session_id>/bien-ban/", session.minutes, name="minutes"),
    path("thong-bao/<int:dossier_id>/", outcome.outcome, name="outcome"),
    path("phieu/", sheet.sheets, name="sheets"),
    path("phieu/<int:sheet_id>/", sheet.sheet, name="sheet"),
    path("phieu/<int:sheet_id>/luu/", sheet.save, name="sheet_save"),
    path("phieu/<int:sheet_id>/nop/", sheet.submit, name="sheet_submit"),
    path("phieu/<int:sheet_id>/thay/", sheet.revise, name="sheet_revise"),
    path("phieu/<int:sheet_id>/tam-tinh/", sheet.tally, name="tally"),
    path("phieu/<int:sheet_id>/lien-quan/", sheet.recusal, name="recusal"),
    path("so-sanh/<int:dossier_id>/", beside.compare, name="compare"),
    path("ban-gop/<int:dossier_id>/", beside.bound_copy, name="bound_copy"),
    path("ban-gop/<int:dossier_id>/tep/", beside.bound_file, name="bound_file"),
    path("minh-chung/<int:dossier_id>/<int:paper_id>/", beside.paper, name="paper"),
]
