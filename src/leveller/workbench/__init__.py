"""The web application in three storeys: ground, systems, front. Imports go down only."""
