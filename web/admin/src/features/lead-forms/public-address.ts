import type { LeadForm } from '@perennial/api-client';

/** Where visitors find the form; the API may say it relative to the installation's own address. */
export function publicAddress(form: Pick<LeadForm, 'public_url'>, utm: Record<string, string> = {}): string {
  const url = new URL(form.public_url, window.location.origin);
  for (const [name, value] of Object.entries(utm)) url.searchParams.set(`utm_${name}`, value);
  return url.href;
}

/** A link for the vendor's own site. The hosted page may not be framed, so a link it is. */
export function linkSnippet(address: string, text: string): string {
  const escaped = (value: string) =>
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<a href="${escaped(address)}" target="_blank" rel="noopener">${escaped(text)}</a>`;
}
