import type { BoardColumn, Lead, Stage } from '@perennial/api-client';

/** What a drop target says of itself: a card with the side, or a column. */
export type Drop = { leadId?: string; stageId?: string; edge?: 'before' | 'after' | undefined };

export type Place = { lead: Lead; stage: Stage; beforeId?: string | undefined };

/**
 * Where a card that was let go belongs, from the targets under it, innermost first; undefined when it stays where it was.
 * On a column itself it goes to the top, as the API does it.
 */
export function placeOf(
  columns: readonly BoardColumn[],
  leadId: string,
  drops: readonly Drop[],
): Place | undefined {
  const lead = columns.flatMap((column) => column.leads).find(({ id }) => id === leadId);
  const column = columns.find(({ stage }) => drops.some(({ stageId }) => stageId === stage.id));
  if (!lead || !column) return undefined;
  const over = drops.find((drop) => drop.leadId);
  const beforeId = over ? neighbour(column.leads, over) : undefined;
  const isSame = lead.stage.id === column.stage.id;
  if (isSame && (!over || beforeId === leadId || beforeId === next(column.leads, leadId))) return undefined;
  return { lead, stage: column.stage, beforeId };
}

/** The lead before which the dropped one comes; undefined after the last one that is shown. */
function neighbour(leads: readonly Lead[], over: Drop): string | undefined {
  return over.edge === 'before' ? over.leadId : next(leads, over.leadId);
}

function next(leads: readonly Lead[], id: string | undefined): string | undefined {
  const at = leads.findIndex((lead) => lead.id === id);
  return at < 0 ? undefined : leads[at + 1]?.id;
}
