"""Forms: how a mechanism's causes become a push. One file a form.

The order of `GENERIC` is the order of codes; `PUBLISHED` holds the forms of the literature by name.
"""

from groundswell.forms._form import Form, FormFailed, Number, Shape, product, total
from groundswell.forms.all_of import ALL_OF
from groundswell.forms.any_of import ANY_OF
from groundswell.forms.linear import LINEAR
from groundswell.forms.published import PUBLISHED
from groundswell.forms.saturating import SATURATING
from groundswell.forms.threshold import THRESHOLD

GENERIC: tuple[Form, ...] = (LINEAR, SATURATING, THRESHOLD, ALL_OF, ANY_OF)

__all__ = ["GENERIC", "PUBLISHED", "Form", "FormFailed", "Number", "Shape", "product", "total"]
