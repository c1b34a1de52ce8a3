"""The words of the field. Own records are frozen pydantic models; readings of foreign files are dataclasses."""
