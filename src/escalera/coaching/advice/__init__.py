"""Advice at the moment of need: which tip is shown to whom, and what it does to those who come after."""
