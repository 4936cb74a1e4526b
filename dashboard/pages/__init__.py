"""The pages: they ask the ledger and show what it says. Only here stands Streamlit."""
