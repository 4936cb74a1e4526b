"""Briefs that leave the screen: one file per format, pure functions from frames and a view to bytes; no Streamlit."""
