"""Addresses no single context owns."""

from django.urls import path

from saolang.web.views import alike, desk, front, language, probes

app_name = "web"
urlpatterns = [
    path("", front.home, name="home"),
    path("ban-lam-viec/", desk.desk, name="desk"),
    path("ngon-ngu/", language.choose, name="language"),
    path("cau-chuyen/<int:product_id>/giong/", alike.story, name="story_alike"),
    path("song/", probes.alive, name="alive"),
    path("san-sang/", probes.ready, name="ready"),
]
