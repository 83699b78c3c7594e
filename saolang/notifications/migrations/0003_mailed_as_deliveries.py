"""The outbox no longer needs the column that only knew of mail."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_channels")]

    operations = [migrations.RemoveField(model_name="notice", name="mailed_at")]
