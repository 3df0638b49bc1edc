from typing import Any

import pytest
from django.test import Client

from conftest import browse_as


class Phone:
    """What talks to the API: JSON in, JSON out."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str) -> Any:
        return self.client.get(f"/api/{address}")

    def post(self, address: str, sent: Any) -> Any:
        return self.client.post(f"/api/{address}", sent, content_type="application/json")

    def walk(self, job: str = "data-entry") -> dict[str, Any]:
        """Set a goal; the next step."""
        assert self.post("goal", {"origin": "job", "origin_id": job}).status_code == 200
        return dict(self.get("next-step").json()["step"])


@pytest.fixture
def phone(starter, amina) -> Phone:
    return Phone(browse_as(amina))


@pytest.fixture
def doras_phone(starter, dora) -> Phone:
    return Phone(browse_as(dora))


@pytest.fixture
def bilals_phone(starter, bilal) -> Phone:
    return Phone(browse_as(bilal))
