"""Checks of `forms.yaml`: every form is one of the published ones and stands for something."""

from __future__ import annotations

from collections.abc import Mapping

from ._folder import Files
from ._form_names import PUBLISHED_FORMS
from ._tests import StandIn


def check_forms(files: Files) -> None:
    """Check which published forms may stand for which mechanisms; a case need not say. (Ids are checked with ids.)"""
    made: Mapping[str, StandIn] | None = files.objects.get("forms.yaml")
    if made is None:
        return
    document = files.documents["forms.yaml"]
    for name, one in made.items():
        if name not in PUBLISHED_FORMS:
            match = document.nearest(name, PUBLISHED_FORMS)
            meant = f"Did you mean `{match}`? " if match else ""
            hint = f"{meant}`groundswell forms` lists them."
            document.fault(document.key(name), f"there is no published form `{name[:60]}`.", hint, name)
        if not one.stands_for:
            hint = "Name a mechanism and the reason, or leave the form out."
            document.fault(document.key(name, "stands_for"), "the form stands for nothing.", hint, name)
