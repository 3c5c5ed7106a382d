import type { Grant } from '@perennial/api-client';

export type CurlSamples = {
  /** The server's address. */
  origin: string;
  /** The key, or the name of a shell variable that holds it. */
  key: string;
  now: Date;
  /** Makes the sample's message id its own, so that a second sample is no duplicate of the first. */
  messageId: string;
  leadName: string;
  leadCompany: string;
  /** With its country code: the workspace may be anywhere. */
  leadPhone: string;
};

export type CurlCommand = { id: 'lead' | 'events' | 'client_events'; command: string };

/** Commands to paste into a terminal: those that a key with these grants may run. */
export function curlCommands(
  key: { kind: 'secret' | 'publishable'; grants: readonly Grant[]; origins: readonly string[] },
  samples: CurlSamples,
): CurlCommand[] {
  if (key.kind === 'publishable') {
    const origin = key.origins[0];
    const headers = origin ? [`Origin: ${origin}`] : [];
    return [{ id: 'client_events', command: curl('/v1/client/events', samples, events(samples), headers) }];
  }
  const commands: CurlCommand[] = [];
  if (key.grants.includes('leads:write')) {
    const { leadName: name, leadCompany: company, leadPhone: phone } = samples;
    const lead = { name, company, phone };
    commands.push({ id: 'lead', command: curl('/v1/leads', samples, lead) });
  }
  if (key.grants.includes('events:write')) {
    commands.push({ id: 'events', command: curl('/v1/events/batch', samples, events(samples)) });
  }
  return commands;
}

function events({ now, messageId }: CurlSamples) {
  const at = now.toISOString();
  const event = {
    message_id: messageId,
    name: 'report_exported',
    occurred_at: at,
    anonymous_id: 'visitor-1',
    properties: { format: 'xlsx' },
  };
  return { sent_at: at, events: [event] };
}

function curl(path: string, { origin, key }: CurlSamples, body: object, headers: string[] = []): string {
  const lines = [`curl -X POST ${origin}${path}`, `-H "Authorization: Bearer ${key}"`];
  for (const header of [...headers, 'Content-Type: application/json']) lines.push(`-H "${header}"`);
  lines.push(`-d ${quoted(JSON.stringify(body))}`);
  return lines.join(' \\\n  ');
}

/** As one word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
