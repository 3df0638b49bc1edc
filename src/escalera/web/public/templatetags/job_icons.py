from django import template

from escalera.jobs.models import Job

register = template.Library()

ICONS = {
    "accessibility-testing": "account",
    "ai-answer-evaluation": "star",
    "ai-training-writing": "bulb",
    "audio-transcription": "headphones",
    "bilingual-support": "languages",
    "bookkeeping-help": "money",
    "chat-support": "message",
    "community-management": "people",
    "content-moderation": "shield",
    "data-entry": "keyboard",
    "fact-checking": "search",
    "graphic-design": "draw",
    "illustration": "draw",
    "image-annotation": "image",
    "inbox-and-calendar-help": "clock",
    "local-storytelling": "camera",
    "machine-translation-editing": "languages",
    "map-checking": "globe",
    "no-code-building": "table",
    "online-sales": "store",
    "online-shop-help": "store",
    "online-tutoring": "people",
    "podcast-production": "speaker",
    "product-descriptions": "box",
    "proofreading": "paper",
    "search-evaluation": "search",
    "short-video-editing": "video",
    "social-media-content": "camera",
    "subtitling": "message",
    "text-annotation": "draw",
    "translation-checking": "languages",
    "virtual-assistance": "check",
    "voice-recording": "speaker",
    "website-testing": "globe",
}


@register.filter
def job_icon(job: Job) -> str:
    return ICONS.get(job.slug, "steps")
