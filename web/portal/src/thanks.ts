import type { Receipt } from './contract';
import { element } from './element';
import { goAround, isFramed } from './frame';
import { t } from './text';

/** What comes after everything is done: the vendor's own page, or thanks. */
export function thank(page: HTMLElement, receipt: Receipt): void {
  const target = receipt.redirect_url ? safeRedirect(receipt.redirect_url) : undefined;
  const text = receipt.thank_you ?? t('thank_you_text');
  if (target && !isFramed()) {
    window.location.assign(target);
    return;
  }
  if (!target) {
    showDone(page, t('thank_you_title'), text);
    return;
  }
  // The page around the frame goes there if it has our script; the link is for all others.
  const link = element('a', { href: target, target: '_top', class: 'go-on' }, t('go_on'));
  showDone(page, t('thank_you_title'), text, link);
  goAround(target);
}

/** A card that takes the place of what was sent; the focus goes to its heading, so that it is read out. */
export function showDone(page: HTMLElement, heading: string, text: string, ...below: HTMLElement[]): void {
  const title = element('h1', { tabindex: '-1' }, heading);
  const intro = element('p', { class: 'intro' }, text);
  page.replaceChildren(
    element('section', { class: 'card done' }, checkMark(), title, intro, ...below),
    madeWith(),
  );
  title.focus();
}

function safeRedirect(url: string): string | undefined {
  const { protocol, href } = new URL(url, window.location.href);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

function checkMark(): HTMLElement {
  return element('span', { class: 'check', 'aria-hidden': 'true' }, '✓');
}

export function madeWith(): HTMLElement {
  const bars = ['discover', 'evaluate', 'purchase', 'implement', 'use', 'renew'].map((stage) =>
    element('span', { class: `bar bar-${stage}` }),
  );
  return element(
    'footer',
    { class: 'made-with' },
    element('span', { class: 'bars', 'aria-hidden': 'true' }, ...bars),
    t('made_with'),
  );
}
