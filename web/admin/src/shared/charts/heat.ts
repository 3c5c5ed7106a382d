/**
 * How much of the primary colour the deepest cell of a heat map carries: so much that one text colour stays readable on
 * every cell in both themes. The style sheet multiplies it by the cell's share.
 */
export const heatDepth = 0.45;

/** Under so many units, one more or one less moves a rate by more than three points. */
export const smallSample = 30;
