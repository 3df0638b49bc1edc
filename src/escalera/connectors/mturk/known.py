"""What is known of a connection before a table of results is read: its people, tasks, and answers on their way."""

from escalera.connectors.aliases import people_of
from escalera.connectors.models import Connection, Delivery, RemoteTask
from escalera.connectors.mturk.results import Result
from escalera.people.models import Person

ADVICE = "Look whether rows were shifted or sorted in part."


class Known:
    def __init__(self, connection: Connection) -> None:
        self.people = people_of(connection)
        tasks = RemoteTask.objects.filter(batch__connection=connection).select_related("batch__connection")
        self.tasks = {task.remote_id: task for task in tasks}
        deliveries = Delivery.objects.filter(remote_task__batch__connection=connection).select_related(
            "attempt__person"
        )
        self.by_assignment = {one.assignment: one for one in deliveries if one.assignment}
        self.by_task = {(one.remote_task_id, one.attempt.person_id): one for one in deliveries}

    def delivery(self, result: Result, person: Person) -> Delivery | None:
        """By the assignment's number, else the person's answer to the task."""
        found = self.by_assignment.get(result.assignment)
        task = self.tasks.get(result.hit)
        return self.by_task.get((task.pk, person.pk)) if found is None and task is not None else found

    def mismatch(self, delivery: Delivery, result: Result, person: Person) -> tuple[str, str] | None:
        """The column that can't be right, and why; None where the row fits the answer."""
        task = self.tasks.get(result.hit)
        if delivery.attempt.person_id != person.pk:
            return "WorkerId", "this assignment is another worker's"
        if task is None or delivery.remote_task_id != task.pk:
            return "HITId", "this assignment belongs to another task"
        if delivery.assignment and delivery.assignment != result.assignment:
            return "AssignmentId", "this worker's answer to the task has another number"
        return None
