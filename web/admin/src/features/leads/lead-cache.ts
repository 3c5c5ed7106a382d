import type { Board, Lead, Stage } from '@perennial/api-client';
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';

type Page = { data: Lead[] };
export type Rollback = () => void;

/**
 * Shows a change at once, in every list, board and detail that is loaded, and gives back how to take it away again. What
 * the server answers comes afterwards by the usual invalidation.
 */
export function applyToLeads(queryClient: QueryClient, change: (cached: unknown) => unknown): Rollback {
  const before: [QueryKey, unknown][] = queryClient.getQueriesData({ predicate: isAboutLeads });
  for (const [key, cached] of before) {
    const changed = change(cached);
    if (changed !== cached) queryClient.setQueryData(key, changed);
  }
  return () => {
    for (const [key, cached] of before) queryClient.setQueryData(key, cached);
  };
}

export function isAboutLeads({ queryKey }: { queryKey: QueryKey }): boolean {
  const [key] = queryKey as [{ tags?: readonly string[] } | undefined];
  return key?.tags?.includes('leads') ?? false;
}

/** Replaces one lead wherever a cached answer holds it: alone, in a page, in pages, on the board. */
export function withLead(cached: unknown, id: string, change: (lead: Lead) => Lead): unknown {
  const each = (lead: Lead) => (lead.id === id ? change(lead) : lead);
  if (isBoard(cached)) {
    return {
      ...cached,
      columns: cached.columns.map((column) => ({ ...column, leads: column.leads.map(each) })),
    };
  }
  if (isPages(cached)) {
    return { ...cached, pages: cached.pages.map((page) => ({ ...page, data: page.data.map(each) })) };
  }
  if (isPage(cached)) return { ...cached, data: cached.data.map(each) };
  return isLead(cached) ? each(cached) : cached;
}

export function inStage(lead: Lead, stage: Stage): Lead {
  const { id, name, type, journey_stage } = stage;
  return { ...lead, stage: { id, name, type, journey_stage } };
}

/** The board after a move, with the totals of both columns; before another lead, or on top. */
export function movedOnBoard(board: Board, lead: Lead, stage: Stage, beforeId: string | undefined): Board {
  const moved = inStage(lead, stage);
  const columns = board.columns.map((column) => {
    const had = column.leads.some(({ id }) => id === lead.id);
    const rest = column.leads.filter(({ id }) => id !== lead.id);
    if (column.stage.id !== stage.id) {
      return had ? { ...column, leads: rest, total: column.total - 1 } : column;
    }
    const at = rest.findIndex(({ id }) => id === beforeId);
    return {
      ...column,
      leads: at < 0 ? [moved, ...rest] : rest.toSpliced(at, 0, moved),
      total: had ? column.total : column.total + 1,
    };
  });
  return { ...board, columns };
}

export function withMove(cached: unknown, lead: Lead, stage: Stage, beforeId: string | undefined): unknown {
  if (isBoard(cached)) return movedOnBoard(cached, lead, stage, beforeId);
  return withLead(cached, lead.id, (each) => inStage(each, stage));
}

function isBoard(cached: unknown): cached is Board {
  return isObject(cached) && Array.isArray(cached.columns);
}

function isPages(cached: unknown): cached is InfiniteData<Page> {
  return isObject(cached) && Array.isArray(cached.pages) && cached.pages.every(isPage);
}

/** Pages of other things, such as stages or touches, stand under the same tag. */
function isPage(cached: unknown): cached is Page {
  return isObject(cached) && Array.isArray(cached.data) && cached.data.every(isLead);
}

function isLead(cached: unknown): cached is Lead {
  return (
    isObject(cached) && typeof cached.id === 'string' && isObject(cached.stage) && 'contact_masked' in cached
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
