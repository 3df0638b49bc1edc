"""Work at our tasks by people whom nobody here knows: there is less of it left to offer."""

from collections.abc import Mapping

from escalera.connectors.models import Batch, Connection, RemoteTask


def want_less(connection: Connection, by_strangers: Mapping[str, int]) -> None:
    """What others have done there is not offered here; a table that shows less than an earlier one changes nothing."""
    tasks = RemoteTask.objects.filter(batch__connection=connection, remote_id__in=by_strangers)
    for task in tasks.select_related("item", "batch"):
        wanted = max(task.batch.assignments - by_strangers[task.remote_id], 0)
        if task.item.wanted is None or task.item.wanted > wanted:
            task.item.wanted = wanted
            task.item.save(update_fields=["wanted"])
    for batch in connection.batches.all():
        done = tasks.filter(batch=batch).values_list("remote_id", flat=True)
        count = sum(by_strangers[hit] for hit in done)
        Batch.objects.filter(pk=batch.pk, by_strangers__lt=count).update(by_strangers=count)
