/** The API names the path; the public address is where this page came from. */
export function publicLink(path: string): string {
  return `${window.location.origin}${path}`;
}
