from django.db import migrations


def fill(apps, _schema):
    TaskType = apps.get_model('tasks', 'TaskType')
    for publication in apps.get_model('authoring', 'Publication').objects.all():
        TaskType.objects.filter(pk=publication.task_type_id).update(programme=publication.programme_id)


class Migration(migrations.Migration):

    dependencies = [
        ('authoring', '0001_first_tables'),
        ('tasks', '0005_task_types_of_a_programme'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
