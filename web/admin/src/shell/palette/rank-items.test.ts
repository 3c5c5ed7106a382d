import { describe, expect, it } from 'vitest';
import { rankItems } from './rank-items';

const item = (label: string, keywords = '') => ({ id: label, label, keywords, choose: () => {} });
const groups = [
  { heading: '操作', items: [item('新建线索', 'xinjian xj'), item('Import file', 'csv upload')] },
  { heading: '前往', items: [item('线索', 'xiansuo xs'), item('导入', 'daoru dr'), item('API keys')] },
  { heading: '此页', items: [] },
];
const found = (text: string) =>
  rankItems(groups, text).flatMap(({ items }) => items.map(({ label }) => label));

describe('what is found in the palette', () => {
  it('is everything until somebody types, without empty groups', () => {
    expect(rankItems(groups, ' ').map(({ heading }) => heading)).toEqual(['操作', '前往']);
  });

  it('begins with what begins like that', () => {
    expect(found('线索')).toEqual(['线索', '新建线索']);
    expect(found('imp')).toEqual(['Import file']);
  });

  it('is found by pinyin, initials and other words', () => {
    expect(found('daor')).toEqual(['导入']);
    expect(found('xs')).toEqual(['线索']);
    expect(found('CSV')).toEqual(['Import file']);
  });

  it('is found in spite of spaces', () => {
    expect(found('importf')).toEqual(['Import file']);
    expect(found('xian suo')).toEqual(['线索']);
    expect(found('key')).toEqual(['API keys']);
  });

  it('is nothing when letters merely occur in that order', () => {
    expect(found('ipt')).toEqual([]);
    expect(found('xin x')).toEqual([]);
  });
});
