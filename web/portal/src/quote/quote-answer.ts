import { answerQuote, RequestFailed } from '../api';
import type { PublicQuote, QuoteAnswer } from '../contract';
import { element } from '../element';
import { currentLanguage } from '../text';
import { day, say } from './quote-text';

/** Yes or no, and in whose name. */
export function answerForm(
  token: string,
  quote: PublicQuote,
  onAnswered: (quote: PublicQuote) => void,
): HTMLElement {
  const name = element('input', {
    id: 'name',
    type: 'text',
    maxlength: '100',
    autocomplete: 'name',
    'aria-describedby': 'name-problem',
  });
  const missing = element('p', { class: 'problem', id: 'name-problem', role: 'alert', hidden: true });
  const reason = element('textarea', {
    id: 'reason',
    rows: '2',
    maxlength: '2000',
    'aria-describedby': 'reason-hint',
  });
  const accept = element('button', { type: 'submit', class: 'submit' }, say('accept'));
  const decline = element('button', { type: 'button', class: 'again' }, say('decline'));
  const notice = element('p', { class: 'notice', role: 'alert', hidden: true });
  const optional = element('span', { class: 'optional' }, say('optional'));
  const view = element(
    'form',
    { class: 'answer', novalidate: true, 'aria-labelledby': 'answer-title' },
    element('h2', { id: 'answer-title' }, say('answer_title')),
    element('p', { class: 'intro' }, say('answer_text', { seller: quote.seller })),
    notice,
    element('div', { class: 'field' }, element('label', { for: 'name' }, say('name')), name, missing),
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'reason' }, say('reason'), optional),
      reason,
      element('p', { class: 'hint', id: 'reason-hint' }, say('reason_hint')),
    ),
    element('div', { class: 'answers' }, accept, decline),
  );

  const send = async (decision: QuoteAnswer['decision']) => {
    const [by, why] = [name.value.trim(), reason.value.trim()];
    missing.textContent = by ? '' : say('name_required');
    missing.hidden = Boolean(by);
    name.setAttribute('aria-invalid', String(!by));
    if (!by) return name.focus();
    accept.disabled = decline.disabled = true;
    notice.hidden = true;
    try {
      const body = { decision, name: by, ...(why ? { reason: why } : {}) };
      onAnswered(await answerQuote(token, body, currentLanguage()));
    } catch (error) {
      const problem = error instanceof RequestFailed ? error.problem : { status: 0 };
      const known = problem.status === 0 ? 'unreachable' : problem.status === 429 ? 'too_many' : undefined;
      notice.textContent = known ? say(known) : (problem.detail ?? say('failed'));
      notice.hidden = false;
      accept.disabled = decline.disabled = false;
    }
  };
  view.addEventListener('submit', (event) => {
    event.preventDefault();
    void send('accepted');
  });
  decline.addEventListener('click', () => void send('declined'));
  return view;
}

/** What became of it, where there is nothing to answer any more. */
export function outcomeOf(quote: PublicQuote): { title: string; texts: string[] } {
  const { seller, status, answered_by_name: name, answered_at: at } = quote;
  if (status === 'expired' || status === 'sent') {
    const text = say('expired_text', { seller, day: day(quote.valid_until) });
    return { title: say('expired'), texts: [text] };
  }
  const on = at ? day(at) : '';
  const told = name ? say(`${status}_by`, { name, day: on }) : say(`${status}_on`, { day: on });
  return { title: say(status), texts: [told, say(`${status}_next`, { seller })] };
}
