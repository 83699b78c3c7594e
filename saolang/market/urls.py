"""Addresses of the public catalogue."""

from django.urls import path

from saolang.market import views

app_name = "market"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<int:product_id>/", views.product, name="product"),
    path("<int:product_id>/<slug:name>/", views.product, name="product_named"),
]
