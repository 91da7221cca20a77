"""Names of neighbourhoods: no place in the real geography that the tests know bears one."""

from leveller.workbench.front.demonstration.parameters import stream

FIRST = (
    *("Candle", "Copper", "Dapple", "Fallow", "Gannet", "Ivory", "Lantern", "Mallow", "Nettle"),
    *("Osier", "Pepper", "Saffron", "Tansy", "Umber", "Velvet", "Yarrow", "Sparrow", "Cobble"),
    *("Fennel", "Ginger", "Juniper", "Thimble", "Linnet", "Marigold", "Ochre", "Plover"),
    *("Sorrel", "Teasel", "Vetch", "Wagtail"),
)
SECOND = (
    *("gate", "holm", "croft", "wick", "side", "combe", "thorpe", "hythe", "stow", "marsh"),
    *("hollow", "row", "rise", "brow", "bank", "mead"),
)


def neighbourhoods(count: int) -> list[str]:
    """So many different names, in an order that doesn't show how they were made."""
    every = [first + second for first in FIRST for second in SECOND]
    order = stream("names").permutation(len(every))
    return [every[i] for i in order[:count]]
