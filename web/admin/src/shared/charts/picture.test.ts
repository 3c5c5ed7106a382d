import { describe, expect, it } from 'vitest';
import { wrapText } from './picture';

const tenPixelsEach = (text: string) => text.length * 10;

describe('the sentence of a picture', () => {
  it('breaks between words and loses none of them', () => {
    const lines = wrapText('People who came back, by week.', 120, tenPixelsEach);
    expect(lines).toEqual(['People who', 'came back,', 'by week.']);
  });

  it('breaks Chinese between any two characters, but not before a mark', () => {
    const text = `${'\u4eba'.repeat(5)}\uff0c${'\u4eba'.repeat(3)}`;
    const lines = wrapText(text, 50, tenPixelsEach);
    expect(lines.join('')).toBe(text);
    expect(lines.every((line) => !line.startsWith('\uff0c'))).toBe(true);
  });

  it('leaves a word whole that is wider than the picture', () => {
    expect(wrapText('subscription_renewed_by_customer', 50, tenPixelsEach)).toHaveLength(1);
  });
});
