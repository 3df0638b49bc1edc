"""What one exchange with a Turkle works with: the administrator's client, and signed-in users."""

from contextlib import ExitStack
from datetime import datetime

from escalera.connectors import sealing
from escalera.connectors.aliases import alias_for
from escalera.connectors.models import Alias, Connection
from escalera.connectors.turkle.client import Turkle
from escalera.connectors.turkle.visitor import Visitor
from escalera.people.models import Person


class Desk:
    """Signed-in visitors of one exchange, one for each person; closes them at the end."""

    def __init__(self, *, connection: Connection, turkle: Turkle, stack: ExitStack, now: datetime) -> None:
        self.connection, self.turkle, self.now = connection, turkle, now
        self._stack, self._visitors = stack, dict[int, Visitor]()

    def visitor(self, person: Person | None) -> Visitor:
        """Raises PlatformError."""
        alias = alias_for(connection=self.connection, person=person, now=self.now)
        if alias.pk not in self._visitors:
            self._visitors[alias.pk] = self._stack.enter_context(self._entered(alias))
        return self._visitors[alias.pk]

    def results(self, batch: int) -> list[dict[str, str]]:
        """Finished assignments of a batch: all of them, or those that a cut table shows. Raises PlatformError."""
        rows, is_whole = self.turkle.results(batch)
        if is_whole:
            return rows
        ours = self.visitor(None)
        whole = ours.results(batch)
        if whole is None:
            self.turkle.let_read_results(
                alias_for(connection=self.connection, person=None, now=self.now).username
            )
            whole = ours.results(batch)
        return rows if whole is None else whole

    def enrol(self, alias: Alias) -> None:
        """Make the user of an alias there; twice is once. Raises PlatformError."""
        if self.turkle.find_user(alias.username) is None:
            self.turkle.create_user(username=alias.username, password=sealing.unseal(alias.sealed))

    def _entered(self, alias: Alias) -> Visitor:
        self.enrol(alias)
        password = sealing.unseal(alias.sealed)
        return Visitor(self.connection.address, username=alias.username, password=password)
