"""What the user has set up for this machine: secrets.toml and the environment, never kept, never shown."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


def settings() -> Mapping[str, Any]:
    """Give the settings by name; the environment goes before secrets.toml, which need not be there."""
    try:
        secrets = {str(name): value for name, value in st.secrets.items() if isinstance(value, str)}
    except (FileNotFoundError, StreamlitSecretNotFoundError):
        secrets = {}
    return {**secrets, **os.environ}
