import re

import pytest
from django.test import Client

PIN = "804193"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def form_of(client: Client, url: str) -> dict[str, str]:
    """What a browser would send from the sign-up page, first name chosen."""
    page = client.get(url).content.decode()
    offer = re.search(r'name="offer" value="([^"]+)"', page)
    names = re.findall(r'name="username" value="([^"]+)"', page)
    assert offer and len(names) == 3
    return {"offer": offer[1], "username": names[0], "password": PIN}


def sign_up(client: Client) -> tuple[str, str]:
    """Make an account; the username and the recovery code."""
    form = form_of(client, "/account/new/")
    page = client.post("/account/new/", form, follow=True).content.decode()
    code = re.search(r"\d{4} \d{4} \d{4} \d{4}", page)
    assert code
    return form["username"], code[0]
