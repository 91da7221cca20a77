"""From what a place's line of sight holds to the charts, maps and tables of its pages."""
