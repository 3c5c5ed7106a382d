import type { FormField } from './contract';
import { element } from './element';
import { t } from './text';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export type FieldView = {
  key: string;
  row: HTMLElement;
  value: () => string;
  show: (message: string | undefined) => void;
  focus: () => void;
};

/** How a known field is typed, kept by the browser, and shown by a phone's keyboard. */
const kinds: Record<string, Record<string, string>> = {
  name: { autocomplete: 'name' },
  company: { autocomplete: 'organization' },
  phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel' },
  email: { type: 'email', autocomplete: 'email', inputmode: 'email' },
  city: { autocomplete: 'address-level2' },
};

export function fieldView(field: FormField): FieldView {
  const id = `field-${field.key.replace(/\W/g, '-')}`;
  const problem = element('p', { class: 'problem', id: `${id}-problem`, role: 'alert', hidden: true });
  const control = controlOf(field, id);
  const optional = field.required ? [] : [' ', element('span', { class: 'optional' }, t('optional'))];
  const row = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, field.label, ...optional),
    control,
    problem,
  );
  const show = (message: string | undefined) => {
    problem.textContent = message ?? '';
    problem.hidden = !message;
    control.setAttribute('aria-invalid', String(Boolean(message)));
  };
  control.addEventListener('input', () => show(undefined));
  return { key: field.key, row, value: () => control.value.trim(), show, focus: () => control.focus() };
}

function controlOf(field: FormField, id: string): Control {
  const common = {
    id,
    name: field.key,
    'aria-required': String(field.required),
    'aria-describedby': `${id}-problem`,
  };
  if (field.options && field.options.length > 0) {
    const choices = field.options.map((option) => element('option', { value: option }, option));
    return element('select', common, element('option', { value: '' }, t('choose')), ...choices);
  }
  if (field.key === 'message') return element('textarea', { ...common, rows: '4' });
  return element('input', { type: 'text', ...common, ...kinds[field.key] });
}
