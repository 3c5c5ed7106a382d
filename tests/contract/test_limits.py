"""The limits that the document states are those that the server keeps, no wider and no narrower.

For every property of every request body: a value just beyond a stated limit must be refused at that
property, a value at the limit must not be, and an enormous value of a property without a stated limit
must not meet an unstated one.
"""

import copy

import pytest

from schema import Schema, operations_with_body
from server import document, send, sign_in

DOCUMENT = document()
OPERATIONS = operations_with_body(DOCUMENT)


@pytest.fixture(scope="session")
def token():
    return sign_in()


def with_value(body, path, value):
    """The body with another value at the path, whose parents are made where they are missing."""
    body = copy.deepcopy(body)
    parent = body
    for key in path[:-1]:
        if not isinstance(parent.get(key), dict):
            parent[key] = {}
        parent = parent[key]
    parent[path[-1]] = value
    return body


def refused_pointers(answer):
    assert answer.status_code < 500, answer.text
    if answer.status_code not in (400, 422):
        return set()
    return {error["pointer"] for error in answer.json().get("errors", [])}


def test_the_document_has_operations_with_bodies_to_try():
    assert OPERATIONS


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_stated_limit_is_kept_and_none_is_unstated(operation, token):
    wrong = []
    for path, schema in Schema(DOCUMENT).properties(operation.schema):
        pointer = "/" + "/".join(path)
        for value, allowed, why in schema_values(schema):
            body = with_value(operation.example, path, value)
            answer = send(operation.method, operation.path, body, token)
            refused = any(it == pointer or it.startswith(pointer + "/") for it in refused_pointers(answer))
            if refused == allowed:
                verdict = "refused" if refused else f"not refused ({answer.status_code})"
                wrong.append(f"{pointer}: {why} was {verdict}: {answer.text[:300]}")
    assert not wrong, "\n".join(wrong)


def schema_values(schema):
    """Values of a property, whether they are allowed, and why."""
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "enum" in schema:
        yield "no_such_value", False, "a value that is not in the list"
    elif "string" in kinds and not constrained_otherwise(schema):
        yield from string_values(schema)
    elif "integer" in kinds or "number" in kinds:
        if "maximum" in schema:
            yield schema["maximum"] + 1, False, "a number above the maximum"
            yield schema["maximum"], True, "the maximum"
        if "minimum" in schema:
            yield schema["minimum"] - 1, False, "a number below the minimum"
            yield schema["minimum"], True, "the minimum"
    elif "array" in kinds and "maxItems" in schema:
        yield ["x"] * (schema["maxItems"] + 1), False, "too many items"


def string_values(schema):
    if "maxLength" in schema:
        yield "长" * (schema["maxLength"] + 1), False, "a text longer than allowed"
        yield "长" * schema["maxLength"], True, "a text as long as allowed"
    else:
        yield "长" * 100_000, True, "an enormous text without a stated limit"
    if schema.get("minLength", 0) > 0:
        yield "", False, "a text shorter than allowed"


def constrained_otherwise(schema):
    """Texts of a form, such as dates and addresses, whose lengths say little."""
    return "format" in schema or "pattern" in schema
