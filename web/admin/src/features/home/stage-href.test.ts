import type { JourneyFigure, LifecycleStage } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { customersHref, reachedHref, waitingHref } from './stage-href';

const since = '2026-01-01T00:00:00Z';
const figure = (
  stage: JourneyFigure['stage'],
  waiting_stage_ids: string[] = [],
  customer_stages: LifecycleStage[] = [],
) => ({ stage, waiting_stage_ids, customer_stages }) as JourneyFigure;

describe('a figure of the journey', () => {
  it('opens the whole cohort where it begins', () => {
    expect(reachedHref(figure('discover', ['a']), since)).toBe(
      '/leads?created_at_gte=2026-01-01T00%3A00%3A00Z',
    );
  });

  it('opens those who came at least so far from then on', () => {
    expect(reachedHref(figure('purchase', ['a'], ['use']), since)).toBe(
      '/leads?created_at_gte=2026-01-01T00%3A00%3A00Z&reached=purchase',
    );
  });

  it('opens the leads that wait in the stage', () => {
    expect(waitingHref(figure('evaluate', ['a', 'b']), since)).toBe(
      '/leads?created_at_gte=2026-01-01T00%3A00%3A00Z&stage_id=a%2Cb',
    );
  });

  it('opens the customers of the cohort that are at least so far, and no others', () => {
    expect(customersHref(figure('use', [], ['use', 'renew', 'churned']), since)).toBe(
      '/accounts?lead_created_at_gte=2026-01-01T00%3A00%3A00Z&lifecycle_stage=use%2Crenew%2Cchurned',
    );
  });
});
