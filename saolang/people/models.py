"""Accounts, who acts for which unit, and producers."""

import uuid
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core import signing
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saolang.files.models import StoredFile
from saolang.geography.models import AdminUnit
from saolang.people.encryption import EncryptedTextField

INVITATION_SIGNER = signing.Signer(salt="people.invitation", sep=".")


class Role(models.TextChoices):
    """What a person is to the programme; the one list of roles."""

    PRODUCER = "producer", _("Chủ thể OCOP")
    COMMUNE_OFFICER = "commune_officer", _("Cán bộ UBND cấp xã")
    COMMUNE_LEADER = "commune_leader", _("Lãnh đạo UBND cấp xã")
    PROVINCE_OFFICER = "province_officer", _("Cán bộ cơ quan OCOP cấp tỉnh")
    PROVINCE_LEADER = "province_leader", _("Lãnh đạo UBND cấp tỉnh")
    ADVISORY_MEMBER = "advisory_member", _("Thành viên Tổ tư vấn")
    COUNCIL_CHAIR = "council_chair", _("Chủ tịch Hội đồng")
    COUNCIL_SECRETARY = "council_secretary", _("Thư ký Hội đồng")
    COUNCIL_MEMBER = "council_member", _("Thành viên Hội đồng")
    MINISTRY_OFFICER = "ministry_officer", _("Cán bộ cơ quan OCOP của Bộ")
    ADMIN = "admin", _("Quản trị hệ thống")


class UserManager(BaseUserManager["User"]):
    """Finds accounts by what people type to sign in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(public_id=username or "")


class User(AbstractBaseUser):
    """One person's account, reached by e-mail or Vietnamese phone number."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2, default="vi")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_account_per_email",
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=~models.Q(phone=""),
                name="one_account_per_phone",
            ),
            models.CheckConstraint(
                condition=~models.Q(email="", phone=""),
                name="account_has_email_or_phone",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def login(self) -> str:
        """What the person types to sign in, as it is shown back."""
        return self.email or self.phone

    @cached_property
    def is_staff(self) -> bool:
        """Whether the account administers the system today: the admin site asks."""
        return Assignment.objects.current().filter(user=self, role=Role.ADMIN).exists()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments, by the day they count on."""

    def current(self, on: date | None = None) -> "AssignmentQuerySet":
        """Assignments that hold on a day; today when none is given."""
        day = on or timezone.localdate()
        return self.filter(starts_on__lte=day).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        )


class Assignment(models.Model):
    """A role held at a unit during a period; the only source of an officer's rights."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(AdminUnit, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit", "starts_on"],
                name="one_assignment_per_role_unit_and_start",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "starts_on"],
                condition=models.Q(unit=None),
                name="one_national_assignment_per_role_and_start",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["ministry_officer", "admin"])
                | models.Q(unit__isnull=False),
                name="local_role_has_a_unit",
            ),
        ]


class Producer(models.Model):
    """An organisation or household that owns products (chủ thể OCOP)."""

    class Kind(models.TextChoices):
        COOPERATIVE = "cooperative", _("Hợp tác xã")
        COOPERATIVE_GROUP = "cooperative_group", _("Tổ hợp tác")
        COMPANY = "company", _("Doanh nghiệp nhỏ và vừa")
        HOUSEHOLD = "household", _("Hộ sản xuất, hộ kinh doanh")
        FARM = "farm", _("Trang trại")
        ASSOCIATION = "association", _("Hội, hiệp hội, trung tâm điều hành")

    class Sex(models.TextChoices):
        FEMALE = "female", _("Nữ")
        MALE = "male", _("Nam")

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    commune = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    registration_number = models.CharField(max_length=40, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    representative_name = models.CharField(max_length=120)
    representative_title = models.CharField(max_length=80, blank=True)
    representative_sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    representative_ethnicity = EncryptedTextField(blank=True, default="")
    representative_identity_number = EncryptedTextField(blank=True, default="")
    representative_residence = EncryptedTextField(blank=True, default="")
    history = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:producer", args=[self.pk])


class ProducerMember(models.Model):
    """A person who acts for a producer."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships"
    )
    is_owner = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "user"], name="one_membership_per_person"
            )
        ]


class Invitation(models.Model):
    """A place at a producer offered to one e-mail or phone number, by a signed link.

    A helper's place is a mandate that ends by itself after `until`.
    """

    class Access(models.TextChoices):
        MEMBER = "member", _("Cùng làm")
        HELPER = "helper", _("Giúp lập hồ sơ")

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="invitations")
    login = models.CharField(max_length=254)
    access = models.CharField(
        max_length=6, choices=Access.choices, default=Access.MEMBER
    )
    until = models.DateField(null=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    def get_absolute_url(self) -> str:
        """The link: it carries this row's id, signed."""
        token = INVITATION_SIGNER.sign(str(self.pk))
        return reverse("people:invitation", args=[token])


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates, by the day they count on."""

    def live(self, on: date | None = None) -> "MandateQuerySet":
        """Mandates that hold on a day; a signed sheet counts once it was checked."""
        day = on or timezone.localdate()
        return self.filter(
            models.Q(paper=None) | models.Q(paper__state=StoredFile.State.ACCEPTED),
            agreed_at__isnull=False,
            ended_at=None,
            starts_on__lte=day,
            ends_on__gte=day,
        )


class Mandate(models.Model):
    """A producer's yes to one person who helps to write its dossiers, for a time."""

    class Way(models.TextChoices):
        INVITED = "invited", _("cơ sở mời")
        ACCOUNT = "account", _("cơ sở đồng ý trong tài khoản")
        CODE = "code", _("cơ sở đọc mã một lần")
        PAPER = "paper", _("cơ sở ký bản giấy")

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="mandates")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates"
    )
    purpose = models.CharField(max_length=300)
    text_version = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    asked_at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    code_digest = models.CharField(max_length=200, blank=True)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "helper"],
                condition=models.Q(ended_at=None),
                name="one_open_mandate_per_producer_and_helper",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at=None) ^ ~models.Q(way=""),
                name="agreed_mandate_says_how",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("people:mandate", args=[self.pk])


class Consent(models.Model):
    """A person's yes to one version of the text about publishing contact details."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents"
    )
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class OneTimeCode(models.Model):
    """A code an officer reads out to a phone-only user who forgot the password."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="one_time_codes"
    )
    digest = models.CharField(max_length=200)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
