import { confirmSubmission, RequestFailed, resendConfirmation } from './api';
import type { Receipt } from './contract';
import { element } from './element';
import { currentLanguage, t } from './text';
import { madeWith, showDone, thank } from './thanks';

/** After a form that is confirmed by mail was sent: says so, and sends the mail again on request. */
export function askToConfirm(page: HTMLElement, slug: string, token: string, receipt: Receipt): void {
  const button = element('button', { type: 'button', class: 'again' }, t('mail_again'));
  const told = element('p', { class: 'intro', role: 'status' });
  button.addEventListener('click', async () => {
    button.disabled = true;
    const sent = await resendConfirmation(slug, token, currentLanguage()).catch(() => undefined);
    told.textContent = t(sent ? 'mail_sent_again' : 'failed');
    button.disabled = false;
  });
  showDone(page, t('check_mail_title'), receipt.thank_you ?? t('check_mail_text'), button, told);
}

/** The page of the link in the mail. Only its button confirms: programs that look through mails open links. */
export function showConfirmation(page: HTMLElement, token: string): void {
  document.title = t('confirm_title');
  const notice = element('p', { class: 'notice', role: 'alert', hidden: true });
  const button = element('button', { type: 'button', class: 'submit' }, t('confirm'));
  const card = element(
    'section',
    { class: 'card' },
    element('h1', {}, t('confirm_title')),
    element('p', { class: 'intro' }, t('confirm_text')),
    notice,
    button,
  );
  button.addEventListener('click', async () => {
    button.disabled = true;
    notice.hidden = true;
    try {
      thank(page, await confirmSubmission(token, currentLanguage()));
    } catch (error) {
      const status = error instanceof RequestFailed ? error.problem.status : 0;
      notice.textContent = t(explained(status));
      notice.hidden = false;
      button.disabled = status === 410;
    }
  });
  page.replaceChildren(card, madeWith());
}

function explained(status: number): 'unreachable' | 'link_expired' | 'too_many' | 'failed' {
  if (status === 0) return 'unreachable';
  if (status === 410 || status === 422) return 'link_expired';
  return status === 429 ? 'too_many' : 'failed';
}
