"""Shapes of foreign credentials: parsed JSON and compact signatures -> Credential. Knows no containers."""
