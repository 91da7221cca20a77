"""Files on their way in: staged, examined by a job, reviewed, published or thrown away."""
