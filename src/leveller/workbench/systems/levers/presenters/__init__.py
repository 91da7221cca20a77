"""Domain values to what the templates of the policy map show."""
