"""Root addresses: unaccented Vietnamese, since people read them."""

from django.urls import include, path, re_path

from saolang.config import reference

urlpatterns = [
    path("", include("saolang.web.urls")),
    path("san-pham/", include("saolang.market.urls")),
    re_path(r"^[tT]/", include("saolang.stamps.urls")),
    path("dia-danh/", include("saolang.geography.urls")),
    path("tai-khoan/", include("saolang.people.urls")),
    path("thong-bao/", include("saolang.notifications.urls")),
    path("cua-toi/", include("saolang.products.urls")),
    path("ho-so/", include("saolang.dossiers.urls")),
    path("hoi-dong/", include("saolang.evaluation.urls")),
    path("chung-nhan/", include("saolang.certificates.urls")),
    path("giay-to/", include("saolang.papers.urls")),
    path("tep/", include("saolang.files.urls")),
    path("viec/", include("saolang.tasks.urls")),
    path("ui/", include("saolang.ui.urls")),
    path("admin/", reference.site.urls),
]
