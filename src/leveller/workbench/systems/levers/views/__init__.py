"""Pages of the policy map and the levers."""
