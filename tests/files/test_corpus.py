"""Every file of the corpus gets the verdict it must get (T-21, T-22)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from saolang.files import services
from saolang.kernel.errors import RuleViolation
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", list(corpus.cases()), ids=lambda case: case.name)
def test_a_file_gets_its_verdict(case, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile(case.name, case.content, "image/jpeg")

    try:
        file = services.receive(actor=make.user(), upload=upload, at=timezone.now())
    except RuleViolation as refused:
        verdict, media_type = refused.code, ""
    else:
        services.check(file)
        verdict, media_type = file.refusal_code, file.media_type

    assert verdict in case.verdict.split("|")
    if case.verdict == corpus.TAKEN:
        assert file.is_servable
        assert media_type == case.media_type


def test_the_corpus_is_worth_its_name():
    names = [case.name for case in corpus.cases()]

    assert len(names) == len(set(names)) >= 160
