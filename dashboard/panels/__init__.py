"""What stands around the map: pure functions from frames and a view to HTML or a chart. They know no Streamlit."""
