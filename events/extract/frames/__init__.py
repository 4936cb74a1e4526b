"""Frames of change: one for each verb, noun or idiom that says who gains, leaves or holds what."""
