import type { Import, ImportState } from '@perennial/api-client';

export const importSteps = ['file', 'columns', 'check', 'result'] as const;
export type ImportStep = (typeof importSteps)[number];

/** Whether a job works on it right now. */
export function isAtWork(state: ImportState): boolean {
  return state === 'checking' || state === 'running' || state === 'undoing';
}

/** Which step an import is at. Before it runs, people may go back to an earlier one: `wished` stands in the address. */
export function stepOf({ state }: Pick<Import, 'state'>, wished?: 'file' | 'columns'): ImportStep {
  switch (state) {
    case 'created':
      return 'file';
    case 'uploaded':
      return wished === 'file' ? 'file' : 'columns';
    case 'checking':
      return 'check';
    case 'checked':
      return wished ?? 'check';
    default:
      return 'result';
  }
}

/** The steps that can be gone back to from here. */
export function openSteps({ state }: Pick<Import, 'state'>): ImportStep[] {
  if (state === 'uploaded') return ['file', 'columns'];
  return state === 'checked' ? ['file', 'columns', 'check'] : [];
}
