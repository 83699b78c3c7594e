"""Addresses of produced papers and their templates."""

from django.urls import path

from saolang.papers.views import papers, templates

app_name = "papers"
urlpatterns = [
    path("<int:paper_id>/", papers.paper, name="paper"),
    path("mau/", templates.templates, name="templates"),
    path("mau/<slug:kind>/", templates.template, name="template"),
    path("mau/<slug:kind>/truong/", templates.fields_list, name="template_fields"),
    path("mau/<slug:kind>/mau-chuan/", templates.default, name="template_default"),
    path("mau/<slug:kind>/dung-mau-chuan/", templates.use_default, name="use_default"),
    path("mau/ban/<int:template_id>/xem/", templates.sample, name="template_sample"),
    path("mau/ban/<int:template_id>/dung/", templates.use, name="use_template"),
]
