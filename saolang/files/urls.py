"""Addresses of this context."""

from django.urls import path

from saolang.files.views import handout, pages, uploads

app_name = "files"
urlpatterns = [
    path("anh/<uuid:key>/", handout.photo, name="photo"),
    path("anh/<uuid:key>/nho/", handout.photo, {"small": True}, name="small_photo"),
    path("tai-len/", uploads.collection, name="uploads"),
    path("tai-len/<uuid:key>/", uploads.upload, name="upload"),
    path("trang/<str:token>/<int:number>/<slug:size>/", pages.page, name="page"),
    path("<str:token>/", handout.file, name="file"),
]
