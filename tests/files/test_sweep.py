"""Bytes whose row was rolled back do not stay for ever; others' do."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from saolang.files import jobs, services, storage
from saolang.tasks.models import Job
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


def sent():
    upload = SimpleUploadedFile("anh.jpg", corpus.JPEG)
    return services.receive(actor=make.user(), upload=upload, at=timezone.now())


def test_only_old_bytes_without_a_row_are_removed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept = sent()
    services.check(kept)
    with transaction.atomic():
        lost = sent()
        transaction.set_rollback(True)
    stranger = tmp_path / "00" / "00" / "README"
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_text("not ours")
    for path in tmp_path.rglob("*"):
        os.utime(path, (0, 0))
    with transaction.atomic():
        young = sent()
        transaction.set_rollback(True)

    jobs.sweep(Job())

    assert storage.read(kept)
    assert not Path(tmp_path, storage.path_of(lost)).exists()
    assert Path(tmp_path, storage.path_of(young)).exists()
    assert stranger.exists()
