"""The words of the field: own records are frozen pydantic models, readings of foreign files dataclasses."""
