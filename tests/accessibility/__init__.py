"""Every page under the rules of axe, in Chromium."""
