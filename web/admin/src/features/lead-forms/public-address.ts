import type { LeadForm } from '@perennial/api-client';

/** Where visitors find the form; the API may say it relative to the installation's own address. */
export function publicAddress(form: Pick<LeadForm, 'public_url'>, utm: Record<string, string> = {}): string {
  const url = new URL(form.public_url, window.location.origin);
  for (const [name, value] of Object.entries(utm)) url.searchParams.set(`utm_${name}`, value);
  return url.href;
}

/** A link for the vendor's own site. */
export function linkSnippet(address: string, text: string): string {
  return `<a href="${escaped(address)}" target="_blank" rel="noopener">${escaped(text)}</a>`;
}

/** The form itself for the vendor's own site: where the script does not run, the link stays. */
export function embedSnippet(address: string, text: string): string {
  const script = new URL('/embed/v1.js', address).href;
  return `<a href="${escaped(address)}" data-perennial-form>${escaped(text)}</a>\n<script src="${escaped(script)}" async></script>`;
}

/** What the page around the form must allow, if it has a content security policy. */
export function embedPolicy(address: string): string {
  const { origin } = new URL(address);
  return `script-src ${origin}; frame-src ${origin}`;
}

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
