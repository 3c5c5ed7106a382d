/** Pixels: the pointer's way across the grid is counted in them. */
export const rowHeight = 56;
export const gap = 12;
