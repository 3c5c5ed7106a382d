import { getForm, RequestFailed } from './api';
import { showConfirmation } from './confirm-page';
import { element } from './element';
import { showForm } from './form-page';
import { fitFrame } from './frame';
import { currentLanguage, speak, t } from './text';
import { madeWith } from './thanks';
import { dress } from './theme';

const page = document.getElementById('page');
if (page) {
  speak(currentLanguage());
  fitFrame(page);
  void open(page);
}

async function open(page: HTMLElement): Promise<void> {
  const quote = /^\/q\/([^/]+)\/?$/.exec(window.location.pathname)?.[1];
  if (quote) {
    // Most visitors come for a form: they need nothing of this.
    const { openQuote } = await import('./quote/quote-page');
    return openQuote(page, decodeURIComponent(quote));
  }
  const link = /^\/f\/[^/]+\/confirm\/?$/.test(window.location.pathname);
  if (link) {
    const { searchParams } = new URL(window.location.href);
    speak(searchParams.get('lang') ?? currentLanguage());
    showConfirmation(page, searchParams.get('token') ?? '');
    page.setAttribute('aria-busy', 'false');
    return;
  }
  const slug = /^\/f\/([^/]+)\/?$/.exec(window.location.pathname)?.[1];
  page.setAttribute('aria-busy', 'true');
  try {
    if (!slug) throw new RequestFailed({ status: 404 });
    const form = await getForm(decodeURIComponent(slug), currentLanguage());
    speak(form.locale);
    dress(form.theme);
    document.title = form.title;
    showForm(page, slug, form);
  } catch (error) {
    const missing = error instanceof RequestFailed && [404, 410].includes(error.problem.status);
    showFailure(page, missing);
  }
  page.setAttribute('aria-busy', 'false');
}

function showFailure(page: HTMLElement, missing: boolean): void {
  document.title = t(missing ? 'missing_title' : 'failed_title');
  const retry = element('button', { type: 'button', class: 'submit' }, t('retry'));
  retry.addEventListener('click', () => void open(page));
  const card = element(
    'section',
    { class: 'card', role: 'alert' },
    element('h1', {}, t(missing ? 'missing_title' : 'failed_title')),
    element('p', { class: 'intro' }, t(missing ? 'missing_text' : 'unreachable')),
    ...(missing ? [] : [retry]),
  );
  page.replaceChildren(card, madeWith());
}
