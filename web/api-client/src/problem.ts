/** RFC 9457 problem documents as the API sends them, typed; one class for everything that can go wrong with a request. */
export type FieldProblem = {
  /** JSON pointer into the request body, such as `/touch/utm/source`. */
  pointer: string;
  code: string;
  message: string;
  params?: Record<string, unknown>;
};

type ProblemBody = {
  title?: string;
  detail?: string | null;
  params?: { reason?: unknown };
  code?: string;
  request_id?: string;
  errors?: FieldProblem[];
};

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** 0 when no answer arrived at all. */
  readonly status: number;
  readonly code: string;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: FieldProblem[];

  constructor(status: number, body: ProblemBody = {}) {
    super(body.detail ?? body.title ?? `request failed with status ${status}`);
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'unreachable' : 'unknown');
    this.title = body.title;
    // What the present state forbids says its reason in the title.
    this.detail = body.detail ?? (body.params?.reason ? body.title : undefined);
    this.requestId = body.request_id;
    this.errors = body.errors ?? [];
  }
}

/** Turns whatever a call threw into an `ApiProblem`. */
export function toProblem(error: unknown, response?: Response): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const requestId = response?.headers.get('x-request-id');
  const fallback = requestId ? { request_id: requestId } : {};
  if (response && isObject(error)) return new ApiProblem(response.status, { ...fallback, ...error });
  return new ApiProblem(response?.status ?? 0, fallback);
}

/** `/lines/0/amount` → `['lines', 0, 'amount']`. */
export function pointerToPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function isObject(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null;
}
