"""Addresses of certificates and of the decisions they rest on."""

from django.urls import path

from saolang.certificates.views import again, decisions, register

app_name = "certificates"
urlpatterns = [
    path("", register.certificate_list, name="list"),
    path("<int:certificate_id>/", register.certificate, name="certificate"),
    path("<int:certificate_id>/keo-dai/", register.extend, name="extend"),
    path("<int:certificate_id>/thu-hoi/", register.revoke, name="revoke"),
    path("san-pham/<int:product_id>/ho-so/", again.again, name="again"),
    path("quyet-dinh/", decisions.decision_list, name="decisions"),
    path("quyet-dinh/<int:decision_id>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:decision_id>/ky/", decisions.sign, name="sign"),
    path("quyet-dinh/phien/<int:session_id>/lap/", decisions.draft, name="draft"),
]
