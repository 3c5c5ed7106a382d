import type { JourneyFigure } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { stageHref } from './stage-href';

const figure = (stage: string, ...waiting_stage_ids: string[]) =>
  ({ stage, waiting_stage_ids }) as JourneyFigure;

describe('a stage of the journey', () => {
  it('opens the whole cohort where it begins', () => {
    expect(stageHref(figure('discover', 'a'), '2026-01-01T00:00:00Z')).toBe(
      '/leads?created_at_gte=2026-01-01T00%3A00%3A00Z',
    );
  });

  it('opens the leads that wait in it', () => {
    expect(stageHref(figure('evaluate', 'a', 'b'), '2026-01-01T00:00:00Z')).toContain('stage_id=a%2Cb');
  });

  it('opens customers once nobody in it is a lead any more', () => {
    expect(stageHref(figure('renew'), '2026-01-01T00:00:00Z')).toBe('/accounts?lifecycle_stage=renew');
  });
});
