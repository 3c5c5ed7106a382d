// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { embedPolicy, embedSnippet, linkSnippet, publicAddress } from './public-address';

describe('the public address of a form', () => {
  it('is complete, also when the API gives a path only', () => {
    expect(publicAddress({ public_url: '/f/demo' })).toBe('http://localhost/f/demo');
    expect(publicAddress({ public_url: 'https://go.example/f/demo' })).toBe('https://go.example/f/demo');
  });

  it('carries the source of a link', () => {
    expect(publicAddress({ public_url: '/f/demo' }, { source: 'website', campaign: 'spring sale' })).toBe(
      'http://localhost/f/demo?utm_source=website&utm_campaign=spring+sale',
    );
  });

  it('becomes the form itself by one script, and says what a strict page must allow for it', () => {
    expect(embedSnippet('https://x.example/f/a', 'A & B')).toBe(
      '<a href="https://x.example/f/a" data-perennial-form>A &amp; B</a>\n<script src="https://x.example/embed/v1.js" async></script>',
    );
    expect(embedPolicy('https://x.example/f/a')).toBe(
      'script-src https://x.example; frame-src https://x.example',
    );
  });

  it('is safe to paste into a page whatever the form is called', () => {
    expect(linkSnippet('https://x.example/f/a?b=1&c=2', '<b>"Hi"</b>')).toBe(
      '<a href="https://x.example/f/a?b=1&amp;c=2" target="_blank" rel="noopener">&lt;b&gt;&quot;Hi&quot;&lt;/b&gt;</a>',
    );
  });
});
