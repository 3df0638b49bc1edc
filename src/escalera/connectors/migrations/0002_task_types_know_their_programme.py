from django.db import migrations


def fill(apps, _schema):
    TaskType = apps.get_model('tasks', 'TaskType')
    for batch in apps.get_model('connectors', 'Batch').objects.filter(direction='in').select_related('connection'):
        TaskType.objects.filter(pk=batch.task_type_id).update(programme=batch.connection.programme_id)


class Migration(migrations.Migration):

    dependencies = [
        ('connectors', '0001_connections_batches_and_deliveries'),
        ('tasks', '0005_task_types_of_a_programme'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
