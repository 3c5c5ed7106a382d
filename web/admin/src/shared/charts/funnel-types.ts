import type { Known, Share, Unit } from './retention-types';

export type FunnelStep = Share & {
  step: number;
  /** How many came so far, and their share of the first step. */
  units: number;
  rate_of_previous?: Known;
  /** From the previous step. */
  median_seconds?: Known;
  dropped: number;
  still_open: number;
  /** Those who rest, where that is told apart. */
  on_hold?: number;
  cells: {
    reached?: string | null;
    dropped?: string | null;
    still_open?: string | null;
    on_hold?: string | null;
  };
};

export type FunnelFigures = {
  unit: Unit;
  steps: FunnelStep[];
  /** What happens at a step, in words. */
  stepName: (step: number) => string;
};
