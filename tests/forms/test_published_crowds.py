"""Crowds of people who decide one by one by an author's rule tend to the form that stands for them."""

import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.forms import PUBLISHED, Shape


def granovetter(luck, people, cause, mean, spread):
    """Join once as many have joined as one's own threshold, which the causes lower; six rounds from nobody."""
    threshold = mean - cause + spread * luck.standard_normal(people)
    joined = np.zeros(people, bool)
    for _ in range(6):
        joined = threshold <= joined.mean()
    return joined.mean()


def kuran(luck, people, cause, daring, least):
    """Some dare alone; the others wait for a share of opposition that lies between the least and everybody."""
    waits = np.where(luck.random(people) < daring * cause, 0.0, least + (1 - least) * luck.random(people))
    share = (waits == 0).mean()
    for _ in range(3):
        share = ((waits == 0) | (waits < share)).mean()
    return share


def epstein(luck, people, cause, cops, threshold):
    """Rebel where grievance outweighs the risk of arrest, four rounds, each against the actives of the last."""
    hardship, aversion = luck.random((2, people))
    share = 0.0
    for _ in range(4):
        risk = 1 - np.exp(-2.3 * cops / max(share, cops))
        share = (hardship * cause - aversion * risk > threshold).mean()
    return share


def mcfadden(luck, people, cause, taste, rivals):
    """Pick what is worth most to oneself, with luck of Gumbel's law on each side."""
    mine, other = luck.gumbel(size=(2, people))
    return (taste * cause + mine > taste * rivals + other).mean()


def siegel(luck, people, cause, spread, sluggish):
    """Take part where the own motive outweighs the view of the others; six rounds from nobody."""
    motive, view = cause + spread * luck.standard_normal(people), -1.0
    for _ in range(6):
        view = sluggish * view - (1 - sluggish) * (1 - (motive + view > 0).mean())
    return (motive + view > 0).mean()


def centola(luck, people, cause, wary):
    """Be on where enough of eight neighbours are: four for some, two for the others."""
    around = (luck.random((people, 8)) < cause).sum(1)
    return (around >= np.where(luck.random(people) < wary, 4, 2)).mean()


CROWDS = {
    "granovetter-1978": granovetter, "kuran-1991": kuran, "epstein-2002": epstein, "mcfadden-1974": mcfadden,
    "siegel-2009": siegel, "centola-macy-2007": centola,
}  # fmt: skip


def drive(name, cause, own):
    ones = jnp.ones(1)
    form = PUBLISHED[name]
    causes = jnp.full((1, 1), cause)
    return float(form.act(causes, jnp.ones_like(causes), Shape(ones, ones, ones, tuple(one * ones for one in own)))[0])


def crowded(name, people, cause, own):
    """The same from crowds: where full causes stand as 1 and none as 0."""
    nothing, here, everything = (
        CROWDS[name](np.random.default_rng(4), people, np.float64(a), *own) for a in (0.0, cause, 1.0)
    )
    return (here - nothing) / (everything - nothing)


@pytest.mark.parametrize("name", CROWDS)
@pytest.mark.parametrize("cause", [0.35, 0.7])
def test_a_crowd_tends_to_the_form_as_it_grows(name, cause):
    """Citizens settle as crowds do: a crowd of a quarter of a million is within a hundredth of its form."""
    own = [number.middle for number in PUBLISHED[name].numbers]
    few, many = (abs(crowded(name, people, cause, own) - drive(name, cause, own)) for people in (400, 250_000))
    assert many < 0.01
    assert few < 0.2 and many < max(few, 0.005)
