import './quote.css';
import { getQuote, noteSeen, RequestFailed } from '../api';
import type { PublicQuote } from '../contract';
import { element } from '../element';
import { currentLanguage, speak } from '../text';
import { madeWith } from '../thanks';
import { answerForm, outcomeOf } from './quote-answer';
import { linesView } from './quote-lines';
import { day, money, say } from './quote-text';

/** A quote as the customer reads, prints and answers it. */
export async function openQuote(page: HTMLElement, token: string): Promise<void> {
  page.classList.add('quote');
  page.setAttribute('aria-busy', 'true');
  try {
    const quote = await getQuote(token, currentLanguage());
    speak(quote.locale);
    showQuote(page, token, quote);
    // Our own look at it beforehand says so in its address, and doesn't count.
    if (!new URL(window.location.href).searchParams.has('preview')) {
      await noteSeen(token).catch(() => undefined);
    }
  } catch (error) {
    const missing = error instanceof RequestFailed && error.problem.status === 404;
    showFailure(page, missing, () => void openQuote(page, token));
  }
  page.setAttribute('aria-busy', 'false');
}

export function showQuote(page: HTMLElement, token: string, quote: PublicQuote, isNew = false): void {
  document.title = `${say('title')} ${quote.number} · ${quote.seller}`;
  const outcome = quote.status === 'sent' ? undefined : outcomeOf(quote);
  const told = outcome
    ? element(
        'section',
        { class: `outcome ${quote.status}`, tabindex: '-1', 'aria-labelledby': 'outcome' },
        element('h2', { id: 'outcome' }, outcome.title),
        ...outcome.texts.map((text) => element('p', {}, text)),
      )
    : undefined;
  const print = element('button', { type: 'button', class: 'again print' }, say('print'));
  print.addEventListener('click', () => window.print());
  const saved = quote.totals.discount.amount > 0;
  page.replaceChildren(
    element(
      'article',
      { class: 'card' },
      headView(quote),
      ...(told ? [told] : []),
      linesView(quote),
      ...(saved ? [savedView(quote)] : []),
      ...(quote.terms ? [termsView(quote.terms)] : []),
      ...(quote.status === 'sent'
        ? [answerForm(token, quote, (answered) => showQuote(page, token, answered, true))]
        : []),
      print,
    ),
    madeWith(),
  );
  if (isNew) told?.focus();
}

function headView(quote: PublicQuote): HTMLElement {
  const { seller, number, recipient_name: name, recipient_company: company } = quote;
  const fact = (label: string, ...values: string[]) =>
    element('div', {}, element('dt', {}, label), ...values.map((value) => element('dd', {}, value)));
  const recipient = [company, name].filter((text): text is string => Boolean(text));
  return element(
    'header',
    { class: 'head' },
    element('p', { class: 'seller' }, seller),
    element('h1', {}, `${say('title')} ${number}`),
    element(
      'dl',
      { class: 'facts' },
      ...(recipient.length > 0 ? [fact(say('for'), ...recipient)] : []),
      ...(quote.sent_on ? [fact(say('dated'), day(quote.sent_on))] : []),
      fact(say('valid_until'), day(quote.valid_until)),
    ),
  );
}

function savedView({ totals }: PublicQuote): HTMLElement {
  return element('p', { class: 'saved' }, say('saved', { amount: money(totals.discount) }));
}

function termsView(terms: string): HTMLElement {
  return element('section', { class: 'terms' }, element('h2', {}, say('terms')), element('p', {}, terms));
}

function showFailure(page: HTMLElement, missing: boolean, again: () => void): void {
  const title = say(missing ? 'missing_title' : 'failed_title');
  document.title = title;
  const retry = element('button', { type: 'button', class: 'submit' }, say('retry'));
  retry.addEventListener('click', again);
  const card = element(
    'section',
    { class: 'card', role: 'alert' },
    element('h1', {}, title),
    element('p', { class: 'intro' }, say(missing ? 'missing_text' : 'unreachable')),
    ...(missing ? [] : [retry]),
  );
  page.replaceChildren(card, madeWith());
}
