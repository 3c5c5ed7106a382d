import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-path';

describe('safeReturnPath', () => {
  it('returns to a page of this site with its search', () => {
    expect(safeReturnPath('/leads?q=ada')).toBe('/leads?q=ada');
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/sign-in?return_to=/x',
  ])('goes to the start instead of %s', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });
});
