"""Addresses of this context."""

from django.urls import path

from saolang.dossiers.views import draft, papers, steps

app_name = "dossiers"
_DRAFT = [
    path("", draft.mine, name="mine"),
    path("cua-san-pham/<int:product_id>/", draft.of_product, name="of_product"),
    path("giay/<int:link_id>/", papers.file, name="paper_file"),
    path("<int:dossier_id>/", draft.dossier, name="dossier"),
    path("<int:dossier_id>/lap/<slug:name>/", steps.step, name="step"),
    path("<int:dossier_id>/tu-cham/<slug:part>/", steps.ticks, name="ticks"),
    path(
        "<int:dossier_id>/tu-cham/<slug:part>/tam-tinh/", steps.tally, name="tally"
    ),
    path("<int:dossier_id>/minh-chung/", papers.papers, name="papers"),
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
    path("<int:dossier_id>/nop/", draft.review, name="review"),
    path("<int:dossier_id>/giay-tiep-nhan/", draft.receipt, name="receipt"),
    path("<int:dossier_id>/rut/", draft.withdraw, name="withdraw"),
]
urlpatterns = [*_DRAFT]
