"""Noun phrases and lists of places, read from left to right."""
