import { RequestFailed, submitForm } from './api';
import { askToConfirm } from './confirm-page';
import type { Problem, PublicForm } from './contract';
import { element } from './element';
import { type FieldView, fieldView } from './fields';
import { solve } from './proof-of-work';
import { currentLanguage, t } from './text';
import { madeWith, thank } from './thanks';
import { arrivalOf } from './touch';

/** Renders the form into the page and takes it through sending. */
export function showForm(page: HTMLElement, slug: string, form: PublicForm): void {
  const proof = form.proof_of_work ? solve(form.proof_of_work) : undefined;
  const fields = form.fields.map(fieldView);
  const consent = form.consent_text ? consentView(form.consent_text) : undefined;
  const honeypot = honeypotView();
  const notice = element('p', { class: 'notice', role: 'alert', hidden: true });
  const button = element('button', { type: 'submit', class: 'submit' }, t('send'));
  const view = element(
    'form',
    { class: 'card', novalidate: true, 'aria-labelledby': 'title' },
    element('h1', { id: 'title' }, form.title),
    ...(form.intro ? [element('p', { class: 'intro' }, form.intro)] : []),
    notice,
    ...fields.map((field) => field.row),
    honeypot.row,
    ...(consent ? [consent.row] : []),
    button,
  );
  // One key for as long as the answer is unknown: sending twice after a lost connection makes one lead.
  let key = randomKey();

  view.addEventListener('submit', async (event) => {
    event.preventDefault();
    notice.hidden = true;
    const views = consent ? [...fields, consent] : fields;
    if (markMissing(form, fields, consent)) return;
    setBusy(button, true);
    try {
      const answers = {
        fields: Object.fromEntries(
          fields.map((field) => [field.key, field.value()]).filter(([, value]) => value),
        ),
        render_token: form.render_token,
        ...(proof ? { proof_of_work: { nonce: await proof } } : {}),
        website: honeypot.value(),
        touch: arrivalOf(window.location, document.referrer),
        consent: consent ? consent.value() === 'given' : false,
      };
      const send = () => submitForm(slug, answers, currentLanguage(), key);
      const receipt = await send().catch(async (error: unknown) => {
        const seconds = secondsTooEarly(error);
        if (seconds === undefined) throw error;
        // A browser that fills the fields in is faster than the server believes of a person.
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        key = randomKey();
        return send();
      });
      if (receipt.confirm_by_email) askToConfirm(page, slug, form.render_token, receipt);
      else thank(page, receipt);
    } catch (error) {
      const problem = error instanceof RequestFailed ? error.problem : { status: 0 };
      if (problem.status !== 0) key = randomKey();
      explain(problem, views, notice);
      setBusy(button, false);
    }
  });
  page.replaceChildren(view, madeWith());
}

/** How long to wait where the form was sent too early; undefined where something else is wrong. */
function secondsTooEarly(error: unknown): number | undefined {
  const problem = error instanceof RequestFailed ? error.problem : undefined;
  return problem?.errors?.find(({ code }) => code === 'too_fast')?.params?.seconds;
}

/** Every missing field at once; the first one gets the focus. */
function markMissing(form: PublicForm, fields: FieldView[], consent: FieldView | undefined): boolean {
  const required = new Set(form.fields.filter((field) => field.required).map((field) => field.key));
  const missing = fields.filter((field) => required.has(field.key) && field.value() === '');
  for (const field of missing) field.show(t('required'));
  if (consent && consent.value() === '') {
    consent.show(t('consent_required'));
    missing.push(consent);
  }
  missing[0]?.focus();
  return missing.length > 0;
}

function explain(problem: Problem, views: FieldView[], notice: HTMLElement): void {
  const marked = (problem.errors ?? []).flatMap(({ pointer, message }) => {
    const view = views.find(({ key }) =>
      [`/fields/${key}`, `/${key}`].includes(pointer.replaceAll('~1', '/')),
    );
    view?.show(message);
    return view ? [view] : [];
  });
  marked[0]?.focus();
  if (marked.length > 0) return;
  const known = problem.status === 0 ? t('unreachable') : problem.status === 429 ? t('too_many') : undefined;
  notice.textContent = known ?? problem.errors?.[0]?.message ?? problem.detail ?? t('failed');
  notice.hidden = false;
  notice.scrollIntoView({ block: 'nearest' });
}

function consentView(text: string): FieldView {
  const box = element('input', { type: 'checkbox', id: 'consent', 'aria-describedby': 'consent-problem' });
  const problem = element('p', { class: 'problem', id: 'consent-problem', role: 'alert', hidden: true });
  const row = element(
    'div',
    { class: 'consent' },
    element('label', { for: 'consent' }, box, ' ', text),
    problem,
  );
  const show = (message: string | undefined) => {
    problem.textContent = message ?? '';
    problem.hidden = !message;
  };
  box.addEventListener('change', () => show(undefined));
  return { key: 'consent', row, value: () => (box.checked ? 'given' : ''), show, focus: () => box.focus() };
}

/** A field that people don't see and programs fill in. */
function honeypotView(): { row: HTMLElement; value: () => string } {
  const input = element('input', { type: 'text', name: 'website', tabindex: '-1', autocomplete: 'off' });
  return {
    row: element('div', { class: 'website', 'aria-hidden': 'true' }, input),
    value: () => input.value,
  };
}

function setBusy(button: HTMLButtonElement, busy: boolean): void {
  button.disabled = busy;
  button.textContent = busy ? t('sending') : t('send');
}

function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
