type Placeholders = { origin: string; key: string; messageId: string };

/** The first event, by hand and with the published client of the specification. The key is a shell's variable. */
export function sendingSnippets({ origin, key, messageId }: Placeholders): { curl: string; client: string } {
  const message = {
    type: 'track',
    messageId,
    userId: 'user-17',
    event: 'report_exported',
    properties: { format: 'xlsx' },
  };
  return {
    curl: [
      `curl -u "$${key}:" ${origin}/v1/batch \\`,
      "  -H 'Content-Type: application/json' \\",
      `  -d '${JSON.stringify({ batch: [message] })}'`,
    ].join('\n'),
    client: [
      "import { Analytics } from '@segment/analytics-node';",
      '',
      `const analytics = new Analytics({ host: '${origin}', writeKey: process.env.${key} });`,
      "analytics.track({ userId: 'user-17', event: 'report_exported', properties: { format: 'xlsx' } });",
      'await analytics.closeAndFlush();',
    ].join('\n'),
  };
}
