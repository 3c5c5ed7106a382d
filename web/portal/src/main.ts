import { getForm, RequestFailed } from './api';
import { element } from './element';
import { madeWith, showForm } from './form-page';
import { currentLanguage, speak, t } from './text';

const page = document.getElementById('page');
if (page) {
  speak(currentLanguage());
  void open(page);
}

async function open(page: HTMLElement): Promise<void> {
  const slug = /^\/f\/([^/]+)\/?$/.exec(window.location.pathname)?.[1];
  page.setAttribute('aria-busy', 'true');
  try {
    if (!slug) throw new RequestFailed({ status: 404 });
    const form = await getForm(decodeURIComponent(slug), currentLanguage());
    speak(form.locale);
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
