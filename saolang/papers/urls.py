"""Addresses of produced papers."""

from django.urls import path

from saolang.papers import views

app_name = "papers"
urlpatterns = [path("<int:paper_id>/", views.paper, name="paper")]
