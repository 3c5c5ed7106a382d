"""Reading operations and schemas out of the OpenAPI document."""

from dataclasses import dataclass

#: Not called: some would end the session that the tests use; others look at something before the body that the tests
#: don't have: an uploaded file, the token of a mail, a publishable key, an installation without a first owner, a page that
#: was rendered.
NOT_CALLED = {
    "sign_out",
    "sign_out_everywhere",
    "put_import_file",
    "update_import",
    "accept_invitation",
    "reset_password",
    "post_client_events",
    "sign_up",
    "change_password",
    "submit_public_form",
}


#: The part behind the prefix of the ids in the document's examples.
UNKNOWN_ID = "01h455vb4pex5vsknk084sn02q"


#: A value of each plain type, where the document gives no example.
PLAIN = {"boolean": True, "integer": 1, "number": 1, "string": "x", "array": []}


@dataclass
class Operation:
    id: str
    method: str
    path: str
    #: The parameters of the path, with the prefix of the ids that each takes; empty for other texts.
    parameters: dict
    schema: dict
    example: dict
    #: It is for API keys only: a session does not open it.
    takes_a_write_key: bool
    #: Whether what it makes hangs on something else, such as a person in the decision chain of a lead.
    creates_part: bool

    @property
    def creates(self):
        return self.method == "post" and "{" not in self.path and not self.path.startswith(("/v1/auth", "/v1/me")) and "/bulk-" not in self.path


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

    def properties(self, schema, path=(), parents=(), depth=0):
        """Every property with its path and the examples of the objects it is in, objects inside objects too."""
        schema = self.resolve(schema)
        for name, value in schema.get("properties", {}).items():
            value = self.resolve(value)
            here = (*path, name)
            if "properties" in value and depth < 3:
                inner = (*parents, example_of(self, {"schema": value}))
                yield from self.properties(value, here, inner, depth + 1)
            else:
                yield here, value, parents


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
            parameters = {
                parameter["name"]: prefix_of(schemas.resolve(parameter["schema"]))
                for parameter in operation.get("parameters", [])
                if parameter["in"] == "path"
            }
            example = content.get("example") or example_of(schemas, {"schema": schema})
            by_key = any("write_key" in scheme for scheme in operation["security"])
            part = method == "post" and bool(parameters) and "201" in operation["responses"]
            identifier = operation["operationId"]
            found.append(Operation(identifier, method, path, parameters, schema, example, by_key, part))
    return found


def prefix_of(schema):
    """The word that the ids of a kind begin with, such as `lead`."""
    pattern = schema.get("pattern", "").lstrip("^")
    return pattern.split("_")[0] if "_" in pattern else ""


def example_of(schemas, value):
    """The example that the document gives, or one composed of its properties' examples."""
    if "example" in value:
        return value["example"]
    schema = schemas.resolve(value["schema"])
    if "example" in schema:
        return schema["example"]
    if "examples" in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" not in schema:
        kinds = schema.get("type", "object")
        return PLAIN.get(kinds if isinstance(kinds, str) else kinds[0], {})
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
