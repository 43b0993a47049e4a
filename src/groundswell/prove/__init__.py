"""Proof that the instrument works."""
