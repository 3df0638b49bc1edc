"""A voice note: what it is by its content, how long, how many, for how long it is kept, and who may hear it."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.urls import reverse

import sounds
from conftest import browse_as
from escalera.coaching.helping import conversing
from escalera.coaching.helping.models import Message
from escalera.coaching.helping.voice import containers, keeping
from escalera.coaching.helping.voice.models import VoiceNote
from escalera.rights import actions as rights
from escalera.rights import queries
from escalera.site import chores
from helping import helping

GOOD = {
    "webm": sounds.webm(12.5),
    "ogg": sounds.ogg(12.5),
    "mp4": sounds.mp4(12.5),
    "mp4 ": sounds.mp4(12.5, fragmented=True),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_browsers_record_is_recognised_with_its_length(name):
    found = containers.recognise(GOOD[name])

    assert found.container == name.strip()
    assert found.seconds == pytest.approx(12.5, abs=0.1)


@pytest.mark.parametrize(
    "sound",
    [
        b"",
        b"<script>alert(1)</script>",
        b"ID3\4" + bytes(200),
        b"RIFF\0\0\0\0WAVEfmt ",
        b"OggS",
        b"\x1a\x45\xdf\xa3",
        sounds.webm(codec=b"V_VP8", track=1),
        sounds.webm(codec=b"A_VORBIS"),
        sounds.webm(doc=b"matroska"),
        sounds.webm()[:-3],
        sounds.ogg(head=b"\1vorbis"),
        sounds.ogg(streams=2),
        sounds.ogg()[:-3],
        sounds.mp4(handler=b"vide", codec=b"avc1"),
        sounds.mp4(codec=b"avc1"),
        sounds.mp4()[:-3],
        sounds.mp4()[:20],
    ],
)
def test_everything_else_is_refused(sound):
    with pytest.raises(containers.NotASound):
        containers.recognise(sound)


@pytest.mark.parametrize("make", [sounds.webm, sounds.ogg, sounds.mp4])
def test_thirty_seconds_and_150_kb_are_the_most(make):
    containers.recognise(make(30.5))
    for sound in (make(33), make(3) + bytes(containers.LARGEST)):
        with pytest.raises(containers.TooLongASound):
            containers.recognise(sound)


def test_no_bytes_break_the_readers():
    """Whatever comes after a known beginning, and any known sound with some bytes changed."""
    rng = np.random.default_rng(4)
    for good in GOOD.values():
        for _ in range(300):
            changed = bytearray(good)
            for at in rng.integers(0, len(good), 3):
                changed[at] = rng.integers(256)
            for sound in (bytes(changed), good[: rng.integers(len(good))]):
                with suppress(containers.NotHeard):
                    containers.recognise(sound)


@pytest.fixture
def asking(tasks_loaded, amina, bilal, noon):
    return helping(amina, bilal, noon)


def say(asking, person, now, *, sound=GOOD["ogg"], text="", id=None):
    return conversing.say(id=id or uuid4(), asking=asking, person=person, text=text, sound=sound, now=now)


def test_it_comes_alone_or_with_words_and_once(asking, bilal, noon):
    key = uuid4()

    say(asking, bilal, noon, id=key)
    say(asking, bilal, noon, id=key)
    say(asking, bilal, noon + timedelta(minutes=1), text="Y escrito")

    assert [one.text for one in Message.objects.all()] == ["", "Y escrito"]
    assert VoiceNote.objects.count() == 2


def test_ten_of_each_are_enough(asking, amina, bilal, noon):
    for n in range(keeping.IN_ALL):
        say(asking, bilal, noon + timedelta(minutes=n))

    with pytest.raises(keeping.TooManySounds):
        say(asking, bilal, noon + timedelta(minutes=20))
    say(asking, amina, noon)


def test_after_thirty_days_the_sound_goes_and_the_message_says_so(asking, bilal, noon):
    say(asking, bilal, noon)
    later = noon + keeping.KEPT_FOR
    assert not keeping.forget(now=later - timedelta(minutes=1))

    chores.enqueue_due(now=later)
    assert chores.waiting(chores.forget_voices.module_path)
    assert keeping.forget(now=later) == 1

    page = browse_as(bilal).get(reverse("asking", args=[asking.pk])).content.decode()
    assert "kept for 30 days" in page
    assert "<audio" not in page


def test_it_is_exported_and_erased_with_its_person(asking, amina, bilal, noon):
    say(asking, bilal, noon)

    [mine] = queries.records_of(bilal)["coaching.voicenote"]
    assert mine["sound"]
    assert "coaching.voicenote" not in queries.records_of(amina)
    rights.erase(person=amina, now=noon)

    assert not VoiceNote.objects.exists()


def test_the_two_alone_hear_it_in_whole_or_in_part_and_it_is_never_shown_as_a_page(
    asking, amina, bilal, dora, noon
):
    note = say(asking, bilal, noon)
    address = reverse("voice_note", args=[asking.pk, note.pk])

    whole = browse_as(amina).get(address)
    part = browse_as(bilal).get(address, headers={"range": "bytes=4-7"})

    assert whole.content == GOOD["ogg"]
    assert whole["Content-Type"] == "audio/ogg"
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert whole["Content-Disposition"].startswith("attachment")
    assert "no-store" in whole["Cache-Control"]
    assert "default-src 'none'" in whole["Content-Security-Policy"]
    assert (part.status_code, part.content) == (206, GOOD["ogg"][4:8])
    assert part["Content-Range"] == f"bytes 4-7/{len(GOOD['ogg'])}"
    assert browse_as(bilal).get(address, headers={"range": "bytes=9999-"}).status_code == 416
    assert browse_as(dora).get(address).status_code == 404
    assert browse_as(None).get(address).status_code == 404


def test_only_the_page_of_a_conversation_may_ask_for_the_microphone(asking, bilal):
    browser = browse_as(bilal)

    talk = browser.get(reverse("asking", args=[asking.pk]))["Permissions-Policy"]
    others = {browser.get(address)["Permissions-Policy"] for address in ("/", "/help/", "/jobs/", "/none/")}

    assert "microphone=(self)" in talk
    assert others == {"camera=(), geolocation=(), microphone=()"}


def test_what_cannot_be_played_is_refused_in_words(asking, bilal):
    answer = browse_as(bilal).post(
        reverse("asking_messages", args=[asking.pk]), {"text": "", "sound": "no base64!"}
    )

    assert answer.status_code == 422
    assert "Write it instead" in answer.content.decode()
    assert not Message.objects.exists()
