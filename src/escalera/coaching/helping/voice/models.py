from django.db import models

from escalera.coaching.helping.models import Message


class Container(models.TextChoices):
    WEBM = "webm", "WebM with Opus"
    OGG = "ogg", "Ogg with Opus"
    MP4 = "mp4", "MP4 with AAC"


class VoiceNote(models.Model):
    """The sound of a message. It lies in the database, so that it goes with the conversation wherever that goes."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="voice")
    container = models.CharField(max_length=4, choices=Container.choices)
    seconds = models.FloatField()
    sound = models.BinaryField()

    class Privacy:
        personal = ("message", "sound", "seconds")
        kept = "30 days, or until one of the two erases it"

    def __str__(self) -> str:
        return f"voice of {self.message_id}"

    @property
    def media_type(self) -> str:
        return f"audio/{self.container}"
