import { describe, expect, it } from 'vitest';
import { sendingSnippets } from './sending-snippets';

describe('how the first event is sent', () => {
  const { curl, client } = sendingSnippets({
    origin: 'https://ops.example',
    key: 'PERENNIAL_KEY',
    messageId: 'sample-1',
  });

  it('is a command with the key as user name and a body that is JSON', () => {
    expect(curl).toContain('-u "$PERENNIAL_KEY:" https://ops.example/v1/batch');
    const [, body = ''] = /-d '(.+)'$/s.exec(curl) ?? [];
    expect(JSON.parse(body)).toEqual({
      batch: [
        {
          type: 'track',
          messageId: 'sample-1',
          userId: 'user-17',
          event: 'report_exported',
          properties: { format: 'xlsx' },
        },
      ],
    });
  });

  it('is a client of which only host and key are ours', () => {
    expect(client).toContain("host: 'https://ops.example', writeKey: process.env.PERENNIAL_KEY");
  });
});
