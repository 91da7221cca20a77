"""Template tags of the page layout."""

from django import template

register = template.Library()
