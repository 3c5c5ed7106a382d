import type { ReferralLead } from '@perennial/api-client';
import i18next from 'i18next';

/** What the lead that was sent is called. */
export function referredTitle({ company, name }: ReferralLead): string {
  return company || name || i18next.t('leads:untitled');
}
