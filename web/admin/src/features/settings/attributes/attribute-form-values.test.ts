import type { AttributeDefinition } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { changedFields } from '../../../shared/forms/changed-fields';
import { attributePatch, newAttributeBody, valuesOf } from './attribute-form-values';

const definition = {
  object: 'account',
  key: 'kind',
  label: 'Kind of shop',
  type: 'single_choice',
  options: [{ value: 'chain', label_zh: '连锁' }, { value: 'single' }],
} as unknown as AttributeDefinition;

describe('the form of an attribute', () => {
  it('sends options of a choice, and none of anything else', () => {
    const values = { label: 'Shops', key: 'shops', options: [{ value: ' chain ', label: '' }] };
    expect(newAttributeBody('account', { ...values, type: 'multi_choice' })).toEqual({
      object: 'account',
      label: 'Shops',
      key: 'shops',
      type: 'multi_choice',
      options: [{ value: 'chain' }],
    });
    expect(newAttributeBody('lead', { ...values, type: 'number' })).toEqual({
      object: 'lead',
      label: 'Shops',
      key: 'shops',
      type: 'number',
    });
  });

  it('changes nothing of an attribute that nobody touched', () => {
    const before = valuesOf(definition);
    expect(attributePatch(changedFields(before, structuredClone(before)) as never)).toEqual({});
  });

  it('sends the whole list when an option is added', () => {
    const before = valuesOf(definition);
    const after = { ...before, options: [...(before.options ?? []), { value: 'franchise' }] };
    expect(attributePatch(changedFields(before, after) as never)).toEqual({
      options: [{ value: 'chain', label_zh: '连锁' }, { value: 'single' }, { value: 'franchise' }],
    });
  });

  it('has no options where the type has none', () => {
    expect(valuesOf({ ...definition, type: 'date', options: [] })).not.toHaveProperty('options');
  });
});
