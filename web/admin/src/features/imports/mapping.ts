import type { ColumnMapping, Field, FileColumn, NewAttributeKind } from '@perennial/api-client';

/** What a column is chosen to become: a field's key, or one of these. */
export const leaveOut = 'ignore';
export const makeAttribute = 'new_attribute';

/** From here on the server takes a guess without asking. */
const sure = 0.7;

export function entryOf(mapping: readonly ColumnMapping[], column: number): ColumnMapping | undefined {
  return mapping.find((entry) => entry.column === column && !entry.ignore);
}

export function destinationOf(mapping: readonly ColumnMapping[], column: number): string {
  const entry = entryOf(mapping, column);
  if (entry?.new_attribute) return makeAttribute;
  return entry?.field ?? leaveOut;
}

/** The mapping with another destination for one column. A new attribute is proposed from the header and the samples. */
export function withDestination(
  mapping: readonly ColumnMapping[],
  column: FileColumn,
  destination: string,
): ColumnMapping[] {
  const others = mapping.filter((entry) => entry.column !== column.index && !entry.ignore);
  if (destination === leaveOut) return others;
  const target =
    destination === makeAttribute
      ? { new_attribute: proposeAttribute(column, takenKeys(others)) }
      : { field: destination };
  return ordered([...others, { column: column.index, value_map: {}, ...target }]);
}

export function withEntry(mapping: readonly ColumnMapping[], entry: ColumnMapping): ColumnMapping[] {
  return ordered([...mapping.filter(({ column }) => column !== entry.column), entry]);
}

/** The fields that no other column takes. */
export function isTaken(mapping: readonly ColumnMapping[], field: string, byOtherThan: number): boolean {
  return mapping.some((entry) => entry.field === field && entry.column !== byOtherThan && !entry.ignore);
}

export function missingFields(fields: readonly Field[], mapping: readonly ColumnMapping[]): Field[] {
  return fields.filter(({ key, required }) => required && !isMapped(mapping, key));
}

export function isMapped(mapping: readonly ColumnMapping[], field: string): boolean {
  return mapping.some((entry) => entry.field === field && !entry.ignore);
}

/** A guess that wasn't sure enough to be taken, or was taken and deserves a look. */
export function isDoubtful(column: FileColumn, destination: string): boolean {
  return column.guess?.field === destination && column.guess.confidence < sure;
}

/** Every text that a column's values can be matched from: those seen, those matched already, those the check refused. */
export function textsToMatch(
  column: FileColumn,
  entry: ColumnMapping | undefined,
  refused: readonly string[],
): string[] {
  return [...new Set([...refused, ...column.samples, ...Object.keys(entry?.value_map ?? {})])];
}

function takenKeys(mapping: readonly ColumnMapping[]): Set<string> {
  return new Set(mapping.flatMap(({ new_attribute: made }) => (made ? [made.key] : [])));
}

function ordered(mapping: ColumnMapping[]): ColumnMapping[] {
  return mapping.toSorted((left, right) => left.column - right.column);
}

function proposeAttribute({ header, index, samples }: FileColumn, taken: ReadonlySet<string>) {
  const label = header?.trim() || String(index);
  return { key: attributeKey(label, index, taken), label, type: kindOf(samples), options: [] };
}

/** `MonthlyCharges` becomes `monthly_charges`; a header without Latin letters is known by its column's number. */
export function attributeKey(header: string, index: number, taken: ReadonlySet<string> = new Set()): string {
  const words = header
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .slice(0, 50);
  const key = words || `column_${index}`;
  return taken.has(key) ? `${key}_${index}` : key;
}

const yesAndNo = /^(yes|no|true|false|y|n|\u662f|\u5426)$/i;

export function kindOf(samples: readonly string[]): NewAttributeKind {
  const all = (pattern: RegExp) => samples.length > 0 && samples.every((sample) => pattern.test(sample));
  if (all(yesAndNo)) return 'boolean';
  if (all(/^-?\d+([.,]\d+)?$/)) return 'number';
  return all(/^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/) ? 'date' : 'text';
}
