"""What other people and programs take away: a reading as XMILE.

Nothing here computes anything about the world.
"""

from groundswell.exports._xmile import xmile, xmile_name

__all__ = ["xmile", "xmile_name"]
