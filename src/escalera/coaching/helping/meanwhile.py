"""What to read while nobody has answered yet: one tip of a peer on the same task type, the one that did most."""

from datetime import datetime

from escalera.coaching.advice import places, showing, weighing
from escalera.coaching.advice.models import Tip
from escalera.coaching.helping.models import HelpRequest


def tip_for(request: HelpRequest, *, now: datetime) -> Tip | None:
    """A choice that was made by chance stands, none included, so that what a tip does can still be told."""
    tips = {str(tip.pk): tip for tip in places.tips_before(request.task_type, request.person)}
    if chosen := showing.open_choice(request.person, request.task_type, now=now):
        return tips.get(str(chosen.tip_id))
    known = showing.known_of(list(tips.values()), places.place_of(request.task_type))
    best = weighing.best(known)
    return tips[best] if best else None
