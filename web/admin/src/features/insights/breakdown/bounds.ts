import { mostBounds } from './breakdown-search';

export type Band = { from?: number | null | undefined; below?: number | null | undefined };

/** `10, 50` as people type it, also with the signs of a Chinese keyboard: ascending, each once. */
export function parseBounds(text: string): { bounds: number[]; wrong: string[] } {
  const words = text
    .normalize('NFKC')
    .split(/[,;\u3001\s]+/)
    .filter(Boolean);
  const isNumber = (word: string) => /^[-+]?(\d+(\.\d+)?|\.\d+)$/.test(word);
  const numbers = words.filter(isNumber).map(Number);
  return {
    bounds: [...new Set(numbers)].toSorted((left, right) => left - right).slice(0, mostBounds),
    wrong: words.filter((word) => !isNumber(word)),
  };
}

/** The bands that bounds make: from each one up to the next, which is not in it any more. */
export function bandsOf(bounds: number[]): Band[] {
  return [undefined, ...bounds].map((from, at) => ({ from, below: bounds[at] }));
}
