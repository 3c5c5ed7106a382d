import type { Lead } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { newLeadBody, valuesOf } from './lead-form-values';

const lead = (fields: Partial<Lead>) => ({ tags: [], attributes: {}, ...fields }) as Lead;

describe('the form of a lead', () => {
  it('never holds masked contact data, which would be saved as the number', () => {
    const values = valuesOf(lead({ name: 'Ada', phone: '138****0001', contact_masked: true }));
    expect(values).toMatchObject({ name: 'Ada' });
    expect(values).not.toHaveProperty('phone');
  });

  it('holds contact data that the reader may see', () => {
    expect(valuesOf(lead({ phone: '+8613800001234', contact_masked: false })).phone).toBe('+8613800001234');
  });

  it('makes a new lead of what was filled in, with its first touch', () => {
    const body = newLeadBody({
      name: 'Ada ',
      city: '',
      touch: { channel_id: 'channel_1', campaign_id: undefined },
      attributes: { size: undefined },
    });
    expect(body).toEqual({ name: 'Ada', touch: { channel_id: 'channel_1' } });
  });
});
