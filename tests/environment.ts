/** What `cargo xtask test` hands to the tests: running servers and who may sign in there. */
export type Account = { email: string; password: string };
export type Server = { url: string; account: Account; apiKey: string };

/** The server that the variable describes; without it there is nothing to test against. */
export function serverFrom(variable: string): Server {
  const value = process.env[variable];
  if (!value) {
    throw new Error(`${variable} is not set: run \`cargo xtask test --only browser,contract\`, which starts the servers`);
  }
  return JSON.parse(value) as Server;
}
