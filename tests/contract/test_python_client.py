"""The Python client generated from the OpenAPI document, really used against the running server."""

import time

from perennial_client import AuthenticatedClient
from perennial_client.api.leads import create_lead, get_lead, list_leads
from perennial_client.models import NewLead

from server import SERVER


def test_the_generated_client_creates_a_lead_reads_it_and_finds_it_in_the_list():
    client = AuthenticatedClient(base_url=SERVER["url"], token=SERVER["apiKey"])
    email = f"py-{time.time_ns()}@example.com"
    created = create_lead.sync(client=client, body=NewLead(name="Ada Integrator", email=email))
    assert created.email == email

    read = get_lead.sync(client=client, id=created.id)
    assert read.name == "Ada Integrator"

    found = list_leads.sync(client=client, q=email)
    assert [lead.id for lead in found.data] == [created.id]
