"""The dashboard: ``streamlit run dashboard/app.py`` or ``python -m dashboard``."""

import sys
from pathlib import Path

# Streamlit puts this file's folder on the path, not the one above it that holds the packages.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard.routes import routes
from dashboard.warmup import warm

# A folder called pages beside the script is to Streamlit a list of scripts, until the first visitor was at the root:
# who opens the address of a page before that would get an empty one.
PagesManager.uses_pages_directory = False

app = st.App(Path(__file__).parent / "contents.py", routes=routes(), lifespan=warm)
