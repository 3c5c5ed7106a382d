/** A pause of so many seconds ends a visit, when nobody says otherwise. */
export const usualGap = 30 * 60;
