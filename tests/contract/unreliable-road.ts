/** A road to the server on which requests get lost, as they do: refused before they arrive, or their answer after. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Mishap = 'refused' | 'answer_lost';

export type Road = { url: string; requests: () => number; close: () => Promise<void> };

/** The first requests meet these mishaps, one each; the others arrive and are answered. */
export async function unreliableRoad(target: string, mishaps: Mishap[]): Promise<Road> {
  let seen = 0;
  const server: Server = createServer(async (request, response) => {
    const mishap = mishaps[seen];
    seen += 1;
    if (mishap === 'refused') {
      response.writeHead(503).end();
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = new Headers({ 'content-type': request.headers['content-type'] ?? '' });
    headers.set('authorization', request.headers.authorization ?? '');
    const answer = await fetch(target + (request.url ?? ''), {
      method: request.method,
      headers,
      body: Buffer.concat(parts),
    });
    const text = await answer.text();
    if (mishap === 'answer_lost') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => seen,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
