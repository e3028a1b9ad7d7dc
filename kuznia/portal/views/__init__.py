"""The portal's pages: they compose, and own no rule."""
