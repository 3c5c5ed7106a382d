import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

describe('a file for spreadsheets', () => {
  it('starts with a byte order mark and ends every row as spreadsheets expect', () => {
    expect(
      toCsv([
        ['Week', 'People'],
        ['2026-11-16', 12],
      ]),
    ).toBe('\u{feff}Week,People\r\n2026-11-16,12\r\n');
  });

  it('leaves nothing in that a spreadsheet would compute', () => {
    const names = ['=HYPERLINK("x")', ' +1+1', '@SUM(A1)', '-2+3', '\u{ff1d}A1', '\tx'];
    for (const name of names) expect(toCsv([[name]]).replace(/^\u{feff}"?/u, '')[0], name).toBe("'");
  });

  it('keeps figures as figures and what is missing empty', () => {
    expect(toCsv([[-3, '42.1%', '-12.5', null, undefined, 0]])).toBe('\u{feff}-3,42.1%,-12.5,,,0\r\n');
  });

  it('quotes what would break a row', () => {
    expect(toCsv([['a,b', 'say "hi"', 'two\nlines']])).toBe('\u{feff}"a,b","say ""hi""","two\nlines"\r\n');
  });
});
