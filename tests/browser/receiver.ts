/** A receiver of webhooks on this machine, as an integrator would write one. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Message = { headers: IncomingHttpHeaders; body: string };
export type Receiver = {
  url: string;
  messages: Message[];
  answerWith: (status: number) => void;
  close: () => Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const messages: Message[] = [];
  let status = 204;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    messages.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(status).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    messages,
    answerWith: (next) => {
      status = next;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
