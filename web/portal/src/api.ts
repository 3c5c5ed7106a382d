import type { Problem, PublicForm, PublicQuote, QuoteAnswer, Receipt } from './contract';

/** Thrown for every answer that is not a success; `status` 0 when none came. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.code ?? 'request failed');
  }
}

export function getForm(slug: string, language: string): Promise<PublicForm> {
  return request(`/v1/public/forms/${encodeURIComponent(slug)}`, {
    headers: { 'Accept-Language': language },
  });
}

export function submitForm(slug: string, body: object, language: string, key: string): Promise<Receipt> {
  return request(`/v1/public/forms/${encodeURIComponent(slug)}/submissions`, {
    method: 'POST',
    headers: { 'Accept-Language': language, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
}

export function resendConfirmation(slug: string, token: string, language: string): Promise<object> {
  return request(`/v1/public/forms/${encodeURIComponent(slug)}/confirmation-mails`, {
    method: 'POST',
    headers: { 'Accept-Language': language, 'Content-Type': 'application/json' },
    body: JSON.stringify({ render_token: token }),
  });
}

export function confirmSubmission(token: string, language: string): Promise<Receipt> {
  return request('/v1/public/form-confirmations', {
    method: 'POST',
    headers: { 'Accept-Language': language, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}

export async function getQuote(token: string, language: string): Promise<PublicQuote> {
  return request(`/v1/public/quotes/${encodeURIComponent(token)}`, {
    headers: { 'Accept-Language': language },
  });
}

/** Programs that look through mails read pages and don't say this. */
export function noteSeen(token: string): Promise<object> {
  return request(`/v1/public/quotes/${encodeURIComponent(token)}/seen`, { method: 'POST' });
}

export function answerQuote(token: string, body: QuoteAnswer, language: string): Promise<PublicQuote> {
  return request(`/v1/public/quotes/${encodeURIComponent(token)}/answer`, {
    method: 'POST',
    headers: { 'Accept-Language': language, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, credentials: 'omit' }).catch(() => undefined);
  if (!response) throw new RequestFailed({ status: 0 });
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new RequestFailed({ ...(body as object), status: response.status });
  return body as Answer;
}
