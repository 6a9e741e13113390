"""JSON Schema of what may stand in config and front matter, from the definitions that validate."""

from publisher.schemas.files import schema_files, schema_path, toml_directive, yaml_directive
from publisher.schemas.making import SUBJECTS, make_schema, schema_text

__all__ = [
    "SUBJECTS",
    "make_schema",
    "schema_files",
    "schema_path",
    "schema_text",
    "toml_directive",
    "yaml_directive",
]
