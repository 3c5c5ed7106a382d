import { createContext } from 'react';

/** The place in the page's head for what is done with the question below. */
export const SaveSlot = createContext<HTMLElement | null>(null);
