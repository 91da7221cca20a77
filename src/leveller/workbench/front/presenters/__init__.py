"""From what a place's line of sight holds to the parts of its pages that are the front's own."""
