"""Addresses of a producer's papers."""

from django.urls import path

from saolang.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<int:paper_id>/tep/", views.file, name="file"),
]
