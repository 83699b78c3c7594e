"""Addresses of this context."""

from django.urls import path

from saolang.tasks import views

app_name = "tasks"
urlpatterns = [path("<int:job_id>/", views.job, name="job")]
