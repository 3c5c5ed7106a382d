import { describe, expect, it } from 'vitest';
import { curlCommands } from './curl-commands';

const samples = {
  origin: 'https://crm.example',
  key: 'sk_secret',
  now: new Date('2026-11-21T10:00:00Z'),
  messageId: 'sample-1',
  leadName: "Jo O'Hara",
  leadCompany: 'Harbor Street Coffee',
  leadPhone: '+14155550123',
};
const secret = { kind: 'secret', origins: [] } as const;

describe('the commands of a key', () => {
  it('are only those that its grants allow', () => {
    const ids = (grants: Parameters<typeof curlCommands>[0]['grants']) =>
      curlCommands({ ...secret, grants }, samples).map(({ id }) => id);
    expect(ids(['leads:write', 'events:write'])).toEqual(['lead', 'events']);
    expect(ids(['events:write'])).toEqual(['events']);
    expect(ids(['leads:read'])).toEqual([]);
  });

  it('carry the key and reach the server', () => {
    const [lead] = curlCommands({ ...secret, grants: ['leads:write'] }, samples);
    expect(lead?.command).toContain('curl -X POST https://crm.example/v1/leads');
    expect(lead?.command).toContain('-H "Authorization: Bearer sk_secret"');
  });

  it('survive an apostrophe in the data', () => {
    const [lead] = curlCommands({ ...secret, grants: ['leads:write'] }, samples);
    expect(lead?.command).toContain(String.raw`Jo O'\''Hara`);
  });

  it('of a publishable key come from one of its origins', () => {
    const key = {
      kind: 'publishable',
      grants: ['events:write'],
      origins: ['https://shop.example'],
    } as const;
    const [events] = curlCommands(key, samples);
    expect(events?.command).toContain('https://crm.example/v1/client/events');
    expect(events?.command).toContain('-H "Origin: https://shop.example"');
  });

  it('send an event under its own id', () => {
    const [events] = curlCommands({ ...secret, grants: ['events:write'] }, samples);
    const body = JSON.parse(events?.command.match(/-d '(.*)'$/)?.[1] ?? '');
    expect(body.events[0]).toMatchObject({ message_id: 'sample-1', occurred_at: '2026-11-21T10:00:00.000Z' });
  });
});
