import type { Lead } from '@perennial/api-client';
import i18next from 'i18next';

type Named = Pick<Lead, 'company' | 'name' | 'phone' | 'email' | 'wechat'>;

/** What a lead is called: its company, or whatever is known of it. */
export function leadTitle(lead: Named): string {
  return lead.company || lead.name || lead.phone || lead.email || lead.wechat || i18next.t('leads:untitled');
}
