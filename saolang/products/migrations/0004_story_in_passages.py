"""The story stands in passages now; its old columns go once they are empty of use."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("products", "0003_story")]

    operations = [
        migrations.RemoveField(model_name="product", name="story"),
        migrations.RemoveField(model_name="product", name="story_en"),
    ]
