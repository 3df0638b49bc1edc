import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0001_first_tables'),
        ('tasks', '0004_wanted_answers_and_reservations'),
    ]

    operations = [
        migrations.AddField(
            model_name='tasktype',
            name='programme',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
    ]
