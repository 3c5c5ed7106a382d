/** The search parameters that make up a view: filters and sort, not which record is open. */
export type ViewParams = Record<string, unknown>;

const notOfTheView = new Set([
  'open',
  'view',
  'tab',
  'new',
  'event_name',
  'event_key',
  'story_kind',
  'story_from',
  'story_to',
]);

export function viewParamsOf(search: ViewParams): ViewParams {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([key, value]) => !notOfTheView.has(key) && value !== undefined && value !== '',
    ),
  );
}

export function sameView(left: ViewParams, right: ViewParams): boolean {
  return canonical(left) === canonical(right);
}

function canonical(params: ViewParams): string {
  const entries = Object.entries(viewParamsOf(params)).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify(entries);
}
