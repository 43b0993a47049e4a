"""The record room: facts with their sources, what they say about nodes, how well a forecast met them.

Tables and the split are read without JAX; observation models are imported when they are first asked for.
"""
