"""Stars awarded: decisions and certificates."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saolang.certificates.rules.terms import Term
from saolang.dossiers.models import Dossier
from saolang.evaluation.models import Session
from saolang.geography.models import AdminUnit
from saolang.papers.models import Paper
from saolang.products.models import Product


class RecognitionDecision(models.Model):
    """The decision of an authority that recognises products and their stars."""

    class Level(models.TextChoices):
        DISTRICT = "district", _("cấp huyện")
        PROVINCE = "province", _("cấp tỉnh")
        NATION = "nation", _("cấp quốc gia")

    level = models.CharField(max_length=8, choices=Level.choices)
    unit = models.ForeignKey(AdminUnit, models.PROTECT, null=True, related_name="+")
    issuer = models.CharField(max_length=200)
    symbol = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    session = models.OneToOneField(Session, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.symbol or str(_("dự thảo quyết định"))

    def get_absolute_url(self) -> str:
        return reverse("certificates:decision", args=[self.pk])


class Certificate(models.Model):
    """Three, four or five stars of one product for 36 calendar months.

    May exist without a dossier: most of today's were given before this system. `holder`
    keeps the names as printed on the paper, whatever they become later.
    """

    class Basis(models.TextChoices):
        FIRST = "first", _("lần đầu")
        UPGRADE = "upgrade", _("nâng hạng")
        RENEWAL = "renewal", _("đánh giá lại")
        REGISTER = "register", _("nhập từ sổ đã có")

    class Ground(models.TextChoices):
        """Why stars may be taken back (article 8.1)."""

        FORGED = "forged", _("Khai gian, giả mạo hồ sơ")
        BELOW_CRITERIA = "below_criteria", _("Không còn đáp ứng bộ tiêu chí")
        BREACH = "breach", _("Vi phạm chất lượng, an toàn thực phẩm hoặc luật khác")
        MARK_MISUSE = "mark_misuse", _("Dùng nhãn hiệu OCOP sai quy định")
        STOPPED = "stopped", _("Ngừng sản xuất")
        OTHER = "other", _("Theo kết luận của cơ quan có thẩm quyền")

    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    dossier = models.OneToOneField(Dossier, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(
        RecognitionDecision, models.PROTECT, related_name="certificates"
    )
    number = models.CharField(max_length=60)
    code = models.CharField(max_length=20, blank=True)
    product_code = models.CharField(max_length=40, blank=True)
    stars = models.PositiveSmallIntegerField()
    regime = models.CharField(max_length=12)
    basis = models.CharField(max_length=8, choices=Basis.choices)
    mean = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    issued_on = models.DateField()
    last_day = models.DateField()
    extended_to = models.DateField(null=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+"
    )
    superseded_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revocation_ground = models.CharField(
        max_length=14, choices=Ground.choices, blank=True
    )
    revocation_note = models.CharField(max_length=300, blank=True)
    revocation_symbol = models.CharField(max_length=60, blank=True)
    holder = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "number"], name="one_certificate_per_number"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="one_certificate_per_code",
            ),
            models.CheckConstraint(
                condition=models.Q(stars__gte=3, stars__lte=5),
                name="certificate_has_three_to_five_stars",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gt=models.F("issued_on")),
                name="certificate_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(extended_to=None)
                | models.Q(extended_to__gt=models.F("last_day")),
                name="extension_ends_after_the_term",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on=None) | ~models.Q(revocation_ground=""),
                name="revoked_certificate_has_a_ground",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "issued_on"]),
            models.Index(fields=["last_day"]),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("certificates:certificate", args=[self.pk])

    @property
    def term(self) -> Term:
        """The dates that decide what it is worth."""
        return Term(
            self.issued_on,
            self.last_day,
            self.extended_to,
            self.superseded_on,
            self.revoked_on,
        )
