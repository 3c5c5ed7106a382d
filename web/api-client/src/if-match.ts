/** The header that makes a change conditional: it is refused (412) when somebody else was faster. */
export function ifMatch({ version }: { version: number }): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}
