import type { Known } from './retention-types';

/**
 * How much of the primary colour the deepest cell of a heat map carries: so much that one text colour stays readable on
 * every cell in both themes. The style sheet multiplies it by the cell's share.
 */
export const heatDepth = 0.45;

/** Under so many units, one more or one less moves a rate by more than three points. */
export const smallSample = 30;

/** How deep a cell is, from 0 to 1. Set against the period before, more can come back than did then. */
export function heatOf(rate: Known): number {
  return Math.min(rate ?? 0, 1);
}
