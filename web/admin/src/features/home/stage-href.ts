import type { JourneyFigure } from '@perennial/api-client';

/** The list behind a stage of the journey: leads while they are leads, accounts once they are customers. */
export function stageHref(figure: JourneyFigure, createdSince: string): string {
  if (figure.stage === 'discover') return href('/leads', { created_at_gte: createdSince });
  if (figure.waiting_stage_ids.length > 0) {
    return href('/leads', { created_at_gte: createdSince, stage_id: figure.waiting_stage_ids.join(',') });
  }
  return href('/accounts', { lifecycle_stage: figure.stage });
}

function href(path: string, search: Record<string, string>): string {
  return `${path}?${new URLSearchParams(search)}`;
}
