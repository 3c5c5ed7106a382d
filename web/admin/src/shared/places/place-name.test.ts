import { expect, it } from 'vitest';
import { placeName } from './place-name';

it('a place is named in the order of the language', () => {
  expect(placeName({ region: '贵州', city: '贵阳' }, 'zh-CN')).toBe('贵州 贵阳');
  expect(placeName({ region: 'Pennsylvania', city: 'Philadelphia' }, 'en')).toBe(
    'Philadelphia, Pennsylvania',
  );
});

it('a municipality is named once, and what is missing leaves no mark', () => {
  expect(placeName({ region: '重庆', city: '重庆' }, 'zh-CN')).toBe('重庆');
  expect(placeName({ region: null, city: 'Austin' }, 'en')).toBe('Austin');
  expect(placeName({ region: null, city: null }, 'en')).toBe('');
});
