import { describe, expect, it } from 'vitest';
import { formatDuration, formatInterval, formatShare, shareValue } from './format';

describe('a share', () => {
  it.each([
    [0, '0%'],
    [1, '100%'],
    [0.4231, '42%'],
    [0.0432, '4.3%'],
    [0.9961, '99.6%'],
    [0.0001, '<0.1%'],
    [0.99991, '>99.9%'],
  ])('of %f is written %s', (rate, text) => {
    expect(formatShare(rate, 'en')).toBe(text);
  });

  it('that nobody knows is a dash, never nothing', () => {
    expect(formatShare(null, 'zh-CN')).toBe('—');
    expect(formatInterval(null, 0.2, 'zh-CN')).toBe('—');
    expect(shareValue(null)).toBeNull();
  });

  it('stands in a file as a number with two decimals', () => {
    expect(shareValue(0.423_19)).toBe('42.32%');
    expect(shareValue(0.07)).toBe('7%');
  });
});

describe('a span of time', () => {
  it.each([
    [0, '0 sec'],
    [59.6, '1 min'],
    [3_600, '1 hr'],
    [3_661, '1 hr 1 min'],
    [93_600, '1 day 2 hr'],
  ])('of %d seconds is written %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('is written in Chinese as well', () => {
    expect(formatDuration(93_600, 'zh-CN')).toMatch(/^1\s?\u5929 2\s?\u5c0f\u65f6$/);
  });
});
