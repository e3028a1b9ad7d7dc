"""Journeys of people through the demo site in Chromium."""
