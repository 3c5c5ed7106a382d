import { describe, expect, it } from 'vitest';
import { linkParts } from './link-parts';

describe('a mail’s text', () => {
  it('loses nothing when it is cut at its links', () => {
    const text = 'Open http://localhost:8080/reset-password?token=a_b-c.\nThanks, https://x.example/y)';
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('has links that end before the sentence does', () => {
    const [, link] = linkParts('Open http://localhost:8080/a?token=x. Thanks');
    expect(link?.href).toBe('http://localhost:8080/a?token=x');
  });

  it('makes no link of anything but web addresses', () => {
    expect(linkParts('javascript:alert(1) mailto:a@b.example').some(({ href }) => href)).toBe(false);
  });
});
