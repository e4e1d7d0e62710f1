"""Who has a page open is written every few seconds and worth nothing after a crash: no write-ahead log for it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_presence'),
    ]

    operations = [
        migrations.RunSQL("ALTER TABLE core_presence SET UNLOGGED", "ALTER TABLE core_presence SET LOGGED"),
        migrations.RunSQL("ALTER TABLE core_webprocess SET UNLOGGED", "ALTER TABLE core_webprocess SET LOGGED"),
    ]
