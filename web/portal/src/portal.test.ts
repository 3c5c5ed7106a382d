import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leadingZeroBits, solve } from './proof-of-work';
import { sha256 } from './sha256';
import { touchOf } from './touch';

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

  it('names nothing that is not there', () => {
    expect(touchOf({ href: 'https://x.example/f/demo' }, '')).toEqual({ url: 'https://x.example/f/demo' });
  });
});
