import type { Field, FileColumn } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import {
  attributeKey,
  destinationOf,
  isDoubtful,
  isTaken,
  kindOf,
  leaveOut,
  makeAttribute,
  missingFields,
  textsToMatch,
  withDestination,
} from './mapping';

const column = (index: number, header: string | null, samples: string[] = []): FileColumn => ({
  index,
  header,
  samples,
});
const charges = column(19, 'MonthlyCharges', ['29.85', '56.95']);

describe('the mapping of columns', () => {
  it('sends a column to a field, to a new attribute, or nowhere', () => {
    const toField = withDestination([], column(1, 'customerID'), 'external_id');
    expect(toField).toEqual([{ column: 1, field: 'external_id', value_map: {} }]);
    const both = withDestination(toField, charges, makeAttribute);
    expect(both[1]?.new_attribute).toEqual({
      key: 'monthly_charges',
      label: 'MonthlyCharges',
      type: 'number',
      options: [],
    });
    expect(destinationOf(both, 19)).toBe(makeAttribute);
    expect(destinationOf(withDestination(both, charges, leaveOut), 19)).toBe(leaveOut);
  });

  it('keeps the order of the file whatever is mapped first', () => {
    const mapping = withDestination(withDestination([], charges, 'mrr'), column(1, 'Id'), 'external_id');
    expect(mapping.map((entry) => entry.column)).toEqual([1, 19]);
  });

  it('names the required fields that no column fills', () => {
    const field = { key: 'name', required: true } as Field;
    expect(missingFields([field], [])).toEqual([field]);
    expect(missingFields([field], [{ column: 2, field: 'name' }])).toEqual([]);
  });

  it('tells when a field is taken by another column', () => {
    const mapping = [{ column: 1, field: 'name' }];
    expect(isTaken(mapping, 'name', 2)).toBe(true);
    expect(isTaken(mapping, 'name', 1)).toBe(false);
  });

  it('wants a second look at an unsure guess, not at a choice of the reader', () => {
    const guessed = { ...charges, guess: { field: 'mrr', confidence: 0.5 } };
    expect(isDoubtful(guessed, 'mrr')).toBe(true);
    expect(isDoubtful(guessed, 'annual_fee')).toBe(false);
  });
});

describe('the key of a new attribute', () => {
  it.each([
    ['MonthlyCharges', 'monthly_charges'],
    ['  Payment Method ', 'payment_method'],
    ['2024 sales', 'sales'],
    ['合同类型', 'column_4'],
  ])('is made from %s', (header, key) => expect(attributeKey(header, 4)).toBe(key));

  it('is another one when two headers are alike', () => {
    expect(attributeKey('Note!', 4, new Set(['note']))).toBe('note_4');
  });
});

describe('the kind of a new attribute', () => {
  it.each([
    [['Yes', 'No'], 'boolean'],
    [['是', '否'], 'boolean'],
    [['29.85', '-3'], 'number'],
    [['2026-11-21'], 'date'],
    [['One year', '12'], 'text'],
    [[], 'text'],
  ])('is read from %j', (samples, kind) => expect(kindOf(samples)).toBe(kind));
});

it('offers refused, seen and matched texts once each', () => {
  const entry = { column: 1, field: 'stage', value_map: { old: 'use', gone: 'churned' } };
  expect(textsToMatch(column(1, 'Stage', ['old', 'new']), entry, ['odd'])).toEqual([
    'odd',
    'old',
    'new',
    'gone',
  ]);
});
