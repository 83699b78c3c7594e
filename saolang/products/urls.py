"""Addresses of a producer's own products."""

from django.urls import path

from saolang.products.views import products as views
from saolang.products.views import sites, story

app_name = "products"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("bo-san-pham/", views.sets_found, name="sets"),
    path("moi/", views.new, name="new"),
    path("noi-san-xuat/", sites.sites, name="sites_kept"),
    path("noi-san-xuat/moi/<int:producer_id>/", sites.new, name="new_site"),
    path("noi-san-xuat/<int:site_id>/", sites.edit, name="edit_site"),
    path("noi-san-xuat/<int:site_id>/dong/", sites.close, name="close_site"),
    path("<int:product_id>/", views.product, name="product"),
    path("<int:product_id>/sua/", views.edit, name="edit"),
    path("<int:product_id>/anh/", views.add_photos, name="photos"),
    path(
        "<int:product_id>/anh/<int:photo_id>/bo/",
        views.remove_photo,
        name="remove_photo",
    ),
    path("<int:product_id>/cau-chuyen/", story.story, name="story"),
    path("<int:product_id>/cau-chuyen/anh/", story.illustrate, name="story_photos"),
    path("<int:product_id>/cau-chuyen/ban-in/", story.paper, name="story_paper"),
    path(
        "<int:product_id>/cau-chuyen/xem-thu/<slug:heading>/",
        story.preview,
        name="story_preview",
    ),
    path(
        "<int:product_id>/cau-chuyen/<slug:heading>/<slug:language>/",
        story.passage,
        name="passage",
    ),
]
