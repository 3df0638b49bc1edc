"""Speak the sentences of the transcription family into small MP3 files. Needs espeak-ng and ffmpeg.

python tools/make_speech.py        all clips and clips.json, which lists their seconds and bytes
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TASKS = Path(__file__).resolve().parents[1] / "src/escalera/tasks"
SENTENCES = TASKS / "families/transcription/sentences.toml"
SPEECH = TASKS / "static/tasks/speech"
VOICES = {
    "en": ["en-us+f2", "en-us+m3", "en-gb+f4", "en-us+m7", "en-us+f3", "en-us+m1"],
    "es": ["es-419+f2", "es-419+m3", "es-419+f4", "es-419+m7", "es-419+f3", "es-419+m1"],
}
SPEED = {1: 130, 2: 150, 3: 140}
NOISE = {1: 0.0, 2: 0.04, 3: 0.09}
COLOURS = ["pink", "brown", "pink"]
LONGEST_BYTES = 15_000


def main() -> None:
    sentences = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    clips = {}
    for language in sentences:
        for level in (1, 2, 3):
            for place, text in enumerate(sentences[language][f"level{level}"]):
                name = f"{language}/{level}-{place:02}.mp3"
                clips[name] = speak(text, language, level, place, SPEECH / name)
        print(language, "spoken", file=sys.stderr)
    (SENTENCES.parent / "clips.json").write_text(json.dumps(clips, indent=0, sort_keys=True) + "\n")
    print(len(clips), "clips,", sum(size for _, size in clips.values()), "bytes")


def speak(text: str, language: str, level: int, place: int, target: Path) -> tuple[float, int]:
    """The clip's seconds and bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    voices = VOICES[language]
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder) / "spoken.wav"
        voice, speed = voices[(place + level) % len(voices)], SPEED[level] + place % 3 * 6
        run(["espeak-ng", "-v", voice, "-s", str(speed), "-g", "3", "-w", str(spoken), text])
        run(encoding(spoken, target, level, place))
    seconds = float(
        run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(target)])
    )
    size = target.stat().st_size
    if size > LONGEST_BYTES:
        raise SystemExit(f"{target.name} has {size} bytes; at most {LONGEST_BYTES}: shorten its sentence")
    return round(seconds, 1), size


def encoding(spoken: Path, target: Path, level: int, place: int) -> list[str]:
    """MP3, one channel, 16 kHz, 16 kbit/s, plus noise of a street or a bad line at levels 2 and 3."""
    voice = "[0:a]aresample=16000,volume=0.8"
    noise = f"anoisesrc=color={COLOURS[place % 3]}:amplitude={NOISE[level]}:seed={place}:sample_rate=16000"
    mixed = f"{voice}[voice];{noise}[noise];[voice][noise]amix=inputs=2:duration=first:normalize=0"
    how = [
        "-filter_complex",
        mixed if NOISE[level] else voice,
        "-ac",
        "1",
        "-ar",
        "16000",
        "-c:a",
        "libmp3lame",
    ]
    bare = [
        "-b:a",
        "16k",
        "-map_metadata",
        "-1",
        "-write_xing",
        "0",
        "-id3v2_version",
        "0",
        "-fflags",
        "+bitexact",
    ]
    return ["ffmpeg", "-v", "error", "-y", "-i", str(spoken), *how, *bare, str(target)]


def run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
