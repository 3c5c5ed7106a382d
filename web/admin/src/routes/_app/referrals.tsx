import { createFileRoute } from '@tanstack/react-router';
import { referralSearchSchema } from '../../features/referrals/referral-search';
import { ReferralsPage } from '../../features/referrals/referrals-page';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/referrals')({
  validateSearch: referralSearchSchema,
  loader: () => loadNamespaces('rules', 'referrals', 'routing', 'leads', 'work', 'grants'),
  component: ReferralsPage,
  staticData: { crumb: 'shell:nav.referrals', stage: 'discover' },
});
