/** A vendor's own site on this machine, whose pages allow scripts and frames of one origin and nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Host = {
  url: string;
  /** Paths of this site that were asked for. */
  asked: string[];
  close: () => Promise<void>;
};

/** Serves `body` under every path. */
export async function startHost(body: string, allowed: string): Promise<Host> {
  const asked: string[] = [];
  const policy = [
    "default-src 'none'",
    `script-src ${allowed}`,
    `frame-src ${allowed}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy });
    response.end(
      `<!doctype html><html lang="en"><head><title>Host</title></head><body><main><h1>Host</h1>${body}</main></body></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
