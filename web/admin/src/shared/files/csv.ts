/** A value of a file; nothing at all is an empty cell. */
export type CsvValue = string | number | null | undefined;

/**
 * A file that spreadsheets open rightly and safely, as the server's exports are: a byte order mark, CRLF, quotes where
 * needed, and text that a spreadsheet would compute behind an apostrophe.
 */
export function toCsv(rows: readonly (readonly CsvValue[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;
}

export function csvFile(rows: readonly (readonly CsvValue[])[]): Blob {
  return new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' });
}

function written(value: CsvValue): string {
  const text = typeof value === 'string' ? escapeFormula(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Blanks and quotes before the sign don't help: some programs skip them. The wide signs come from Chinese keyboards.
const computed = /^[ "'\u{a0}\u{3000}\u{feff}]*[=+\-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u;
const plainNumber = /^[-+]?\d+(\.\d+)?%?$/;

function escapeFormula(text: string): string {
  return computed.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}
