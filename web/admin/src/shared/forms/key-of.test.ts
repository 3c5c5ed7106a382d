import { describe, expect, it } from 'vitest';
import { keyOf } from './key-of';

describe('the key proposed for a name', () => {
  it('is in small letters, with an underscore for what a key can’t hold', () => {
    expect(keyOf('Number of shops (2026)')).toBe('number_of_shops_2026');
    expect(keyOf('  Café & Bar ')).toBe('cafe_bar');
  });

  it('begins with a letter', () => {
    expect(keyOf('24h support')).toBe('h_support');
  });

  it('is left to people where a name has no Latin letters', () => {
    expect(keyOf('门店数')).toBe('');
  });
});
