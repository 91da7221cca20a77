"""Leveller: the workbench with which a regional authority narrows its health gap.

Importing this package is cheap: nothing but the version is loaded until it is asked for.
"""

__version__ = "0.1.0"
