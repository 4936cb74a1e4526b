"""The dated map: one folium map that is mounted once, scrubs without Python and is steered by commands.

Nothing is imported here: who only needs the data of the map does not wait for folium.
"""
