"""Answers to what pages ask of the evidence, one module a question; `queries` is the way in."""
