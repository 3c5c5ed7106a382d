/** What working time decides: who is there, who gets leads, and when clocks run. */
export const timeTags = ['members', 'lead-routing'];
