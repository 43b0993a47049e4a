"""Groundswell makes a written theory of political conflict executable."""
