"""Addresses of accounts, producers and offices."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from saolang.people.views import accounts, mandates, offices, producers

app_name = "people"
urlpatterns = [
    path("", accounts.account, name="account"),
    path("dang-nhap/", accounts.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", LogoutView.as_view(), name="sign_out"),
    path("dang-ky/", accounts.register, name="register"),
    path("dong-y/", accounts.change_consent, name="consent"),
    path("mat-khau/", accounts.ChangePassword.as_view(), name="password"),
    path("quen-mat-khau/", accounts.Forgotten.as_view(), name="forgotten"),
    path("quen-mat-khau/ma/", accounts.code, name="code"),
    path(
        "quen-mat-khau/<str:uidb64>/<str:token>/",
        accounts.Reset.as_view(),
        name="reset",
    ),
    path("xa-phuong/", producers.communes, name="communes"),
    path("co-so/", producers.producer_list, name="producers"),
    path("co-so/moi/", producers.new_producer, name="new_producer"),
    path("co-so/<int:producer_id>/", producers.producer, name="producer"),
    path("co-so/<int:producer_id>/sua/", producers.edit_producer, name="edit_producer"),
    path("co-so/<int:producer_id>/mo-che/", producers.reveal, name="reveal"),
    path("co-so/<int:producer_id>/nguoi/", producers.members, name="members"),
    path("co-so/<int:producer_id>/nguoi/moi/", producers.invite, name="invite"),
    path(
        "co-so/<int:producer_id>/loi-moi/<int:invitation_id>/huy/",
        producers.cancel_invitation,
        name="cancel_invitation",
    ),
    path(
        "co-so/<int:producer_id>/nguoi/<int:member_id>/thoi/",
        producers.remove_member,
        name="remove_member",
    ),
    path("co-so/<int:producer_id>/xin-giup/", mandates.ask, name="ask_to_help"),
    path("giup/", mandates.helping, name="helping"),
    path("giup/<int:mandate_id>/", mandates.mandate, name="mandate"),
    path("giup/<int:mandate_id>/dong-y/", mandates.agree, name="agree"),
    path(
        "giup/<int:mandate_id>/ban-ky/",
        mandates.agree_on_paper,
        name="agree_on_paper",
    ),
    path(
        "giup/<int:mandate_id>/ban-ky/tep/",
        mandates.signed_consent,
        name="signed_consent",
    ),
    path("giup/<int:mandate_id>/ma/", mandates.agree_by_code, name="agree_by_code"),
    path("giup/<int:mandate_id>/thoi/", mandates.end, name="end_mandate"),
    path("loi-moi/<str:token>/", producers.invitation, name="invitation"),
    path("cap-ma/", offices.helped, name="helped"),
    path("cap-ma/<uuid:public_id>/", offices.issue_code, name="issue_code"),
    path("nguoi-dung/", offices.user_list, name="users"),
    path("nguoi-dung/moi/", offices.new_user, name="new_user"),
    path("nguoi-dung/<uuid:public_id>/", offices.user, name="user"),
    path("nguoi-dung/<uuid:public_id>/giao/", offices.assign, name="assign"),
    path(
        "nguoi-dung/<uuid:public_id>/thoi/<int:assignment_id>/",
        offices.end_assignment,
        name="end_assignment",
    ),
    path("nguoi-dung/<uuid:public_id>/khoa/", offices.suspend, name="suspend"),
    path("nguoi-dung/<uuid:public_id>/mo/", offices.reinstate, name="reinstate"),
]
