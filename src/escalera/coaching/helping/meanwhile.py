"""What to read while nobody has answered yet: one tip of a peer on the same task type.

The newest one, until tips are ranked by what they do: then that ranking is asked here.
"""

from escalera.coaching.helping.models import HelpRequest
from escalera.coaching.models import Tip


def tip_for(request: HelpRequest) -> Tip | None:
    found = Tip.objects.filter(task_type=request.task_type_id, language=request.language, held_because="")
    return found.exclude(person=request.person_id).order_by("-at").first()
