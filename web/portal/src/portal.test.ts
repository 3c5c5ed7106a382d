import { createHash } from 'node:crypto';
import { readableOn } from '@perennial/ui/readable-on';
import { describe, expect, it } from 'vitest';
import { leadingZeroBits, solve } from './proof-of-work';
import { sha256 } from './sha256';
import { arrivalOf, touchOf } from './touch';

function hex(words: Uint32Array): string {
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
}

describe('sha256', () => {
  it.each(['', 'abc', '常青', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(64), 'a'.repeat(1000)])(
    'agrees with the reference for %j',
    (text) => {
      expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex'));
    },
  );
});

describe('proof of work', () => {
  it('finds a nonce that the server can check', async () => {
    const nonce = await solve({ salt: 'salt', difficulty: 10 });
    const digest = createHash('sha256').update(`salt:${nonce}`).digest();
    expect(digest.readUInt32BE(0) >>> 22).toBe(0);
  });

  it('counts zero bits across words', () => {
    expect(leadingZeroBits(Uint32Array.of(0, 0x00ff_0000))).toBe(40);
    expect(leadingZeroBits(Uint32Array.of(0x8000_0000, 0))).toBe(0);
  });
});

describe('the touch', () => {
  it('passes on campaign, click ids and referrer', () => {
    const href = 'https://x.example/f/demo?utm_source=baidu&utm_campaign=618&gclid=g1&ref=q7w8e9rt&other=1';
    expect(touchOf({ href }, 'https://www.baidu.com/')).toEqual({
      url: href,
      referrer: 'https://www.baidu.com/',
      utm: { source: 'baidu', campaign: '618' },
      referral_code: 'q7w8e9rt',
      click_ids: { gclid: 'g1' },
    });
  });

  it('is that of the page around the frame where our script placed it', () => {
    const host = {
      url: 'https://we.example/a?utm_source=baidu',
      referrer: 'https://b.example/',
      anonymous_id: 'b1',
    };
    const hash = `#host=${encodeURIComponent(JSON.stringify(host))}`;
    const href = `https://x.example/f/demo${hash}`;
    expect(arrivalOf({ href, hash }, 'https://we.example/')).toEqual({
      url: host.url,
      referrer: host.referrer,
      utm: { source: 'baidu' },
      anonymous_id: 'b1',
    });
  });

  it.each(['#host=', '#host={', '#host=%7B%22url%22%3A7%7D', '#host=%E0%A4%A', '#other'])(
    'is that of the form itself when the address says %j',
    (hash) => {
      const href = `https://x.example/f/demo${hash}`;
      expect(arrivalOf({ href, hash }, '')).toEqual({ url: href });
    },
  );

  it('names nothing that is not there', () => {
    expect(touchOf({ href: 'https://x.example/f/demo' }, '')).toEqual({ url: 'https://x.example/f/demo' });
  });
});

describe('the theme', () => {
  it('writes in black or white on a colour, whichever reads better', () => {
    expect(['#0b5c66', '#ffee00', '#1f8f4e', '#777777'].map(readableOn)).toEqual([
      'white',
      'black',
      'black',
      'black',
    ]);
  });
});
