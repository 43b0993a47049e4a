"""Forms from the literature, one file each: the author's equation, what it computes, and how it becomes a drive.

The functions of each file are its mathematics, used by the replications in 64 bits and by compiled readings in 32. A
form's `act` is the mean-field reduction by which a reading may put it in place of a mechanism.
"""

from groundswell.forms._form import Form
from groundswell.forms.published.acemoglu_robinson import (
    ACEMOGLU_ROBINSON_CONCESSION,
    ACEMOGLU_ROBINSON_REPRESSION,
    ACEMOGLU_ROBINSON_REVOLUTION,
)
from groundswell.forms.published.bass import BASS
from groundswell.forms.published.cascade import CASCADE
from groundswell.forms.published.complex_contagion import COMPLEX_CONTAGION
from groundswell.forms.published.conciliation import CONCILIATION
from groundswell.forms.published.cooptation import GANDHI_PRZEWORSKI
from groundswell.forms.published.deffuant import DEFFUANT
from groundswell.forms.published.degroot import DEGROOT
from groundswell.forms.published.diversion import DIVERSION
from groundswell.forms.published.epstein import EPSTEIN
from groundswell.forms.published.friedkin_johnsen import FRIEDKIN_JOHNSEN
from groundswell.forms.published.granovetter import GRANOVETTER
from groundswell.forms.published.hegselmann_krause import HEGSELMANN_KRAUSE
from groundswell.forms.published.hirshleifer import HIRSHLEIFER
from groundswell.forms.published.kuran import KURAN
from groundswell.forms.published.lanchester import LANCHESTER
from groundswell.forms.published.logit_choice import LOGIT_CHOICE
from groundswell.forms.published.outbidding import OUTBIDDING
from groundswell.forms.published.provocation import PROVOCATION
from groundswell.forms.published.repression import REPRESSION
from groundswell.forms.published.richardson import RICHARDSON
from groundswell.forms.published.selectorate import SELECTORATE
from groundswell.forms.published.siegel import SIEGEL
from groundswell.forms.published.skaperdas import SKAPERDAS
from groundswell.forms.published.spoilers import SPOILERS
from groundswell.forms.published.tullock import TULLOCK
from groundswell.forms.published.two_tactics import TWO_TACTICS

_FORMS = (
    ACEMOGLU_ROBINSON_CONCESSION,
    ACEMOGLU_ROBINSON_REPRESSION,
    ACEMOGLU_ROBINSON_REVOLUTION,
    BASS,
    CASCADE,
    COMPLEX_CONTAGION,
    CONCILIATION,
    DEFFUANT,
    DEGROOT,
    DIVERSION,
    EPSTEIN,
    FRIEDKIN_JOHNSEN,
    GANDHI_PRZEWORSKI,
    GRANOVETTER,
    HEGSELMANN_KRAUSE,
    HIRSHLEIFER,
    KURAN,
    LANCHESTER,
    LOGIT_CHOICE,
    OUTBIDDING,
    PROVOCATION,
    REPRESSION,
    RICHARDSON,
    SELECTORATE,
    SIEGEL,
    SKAPERDAS,
    SPOILERS,
    TULLOCK,
    TWO_TACTICS,
)
PUBLISHED: dict[str, Form] = {form.name: form for form in sorted(_FORMS, key=lambda form: form.name)}
"""Every published form by name."""

__all__ = ["PUBLISHED"]
