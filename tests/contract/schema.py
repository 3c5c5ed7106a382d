"""Reading operations and schemas out of the OpenAPI document."""

from dataclasses import dataclass

#: Not called: they would end the session that the tests use or need a file.
NOT_CALLED = {"sign_out", "sign_out_everywhere", "put_import_file"}


@dataclass
class Operation:
    id: str
    method: str
    path: str
    schema: dict
    example: dict


class Schema:
    def __init__(self, document):
        self.document = document

    def resolve(self, schema):
        while "$ref" in schema:
            target = self.document
            for key in schema["$ref"].lstrip("#/").split("/"):
                target = target[key]
            schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
        return self.without_null(schema)

    def without_null(self, schema):
        """The one alternative of a property that may also be null."""
        parts = [part for part in schema.get("oneOf", schema.get("anyOf", [])) if part.get("type") != "null"]
        return self.resolve(parts[0]) if len(parts) == 1 else schema

    def properties(self, schema, path=(), depth=0):
        """Every property with its path, objects inside objects too."""
        schema = self.resolve(schema)
        for name, value in schema.get("properties", {}).items():
            value = self.resolve(value)
            here = (*path, name)
            if "properties" in value and depth < 3:
                yield from self.properties(value, here, depth + 1)
            else:
                yield here, value


def operations_with_body(document):
    """The operations with a credential and a JSON object as their body."""
    schemas = Schema(document)
    found = []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if not content or not operation.get("security") or operation["operationId"] in NOT_CALLED:
                continue
            schema = schemas.resolve(content["schema"])
            if "properties" not in schema:
                continue
            filled = path
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    filled = filled.replace("{" + parameter["name"] + "}", example_of(schemas, parameter))
            example = content.get("example") or example_of(schemas, {"schema": schema})
            found.append(Operation(operation["operationId"], method, filled, schema, example))
    return found


def example_of(schemas, value):
    """The example that the document gives, or one composed of its properties' examples."""
    if "example" in value:
        return value["example"]
    schema = schemas.resolve(value["schema"])
    if "example" in schema:
        return schema["example"]
    if "examples" in schema:
        return schema["examples"][0]
    examples = {}
    for name, property_schema in schema.get("properties", {}).items():
        property_schema = schemas.resolve(property_schema)
        if "example" in property_schema:
            examples[name] = property_schema["example"]
        elif "examples" in property_schema:
            examples[name] = property_schema["examples"][0]
        elif name in schema.get("required", []):
            examples[name] = example_of(schemas, {"schema": property_schema})
    return examples
