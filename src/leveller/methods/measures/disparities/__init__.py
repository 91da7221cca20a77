"""Summary measures of health inequality between subgroups, as the WHO's handbook defines them."""
