import { EmptyState } from '@perennial/ui';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PanelProps, ReferralSearch } from '../referral-search';
import { useProgramme } from '../use-programme';

/** Before the first referral: the programme comes first, then those who spread it. */
export function ReferralsEmpty({ panel }: { panel: PanelProps }) {
  const { t } = useTranslation('referrals');
  const navigate = useNavigate({ from: '/referrals' });
  const { isNew } = useProgramme();
  const go = (search: ReferralSearch) => () => void navigate({ search });
  if (!isNew) {
    return (
      <EmptyState
        title={t('empty.referrals.title')}
        action={
          <Button type="primary" onClick={go({ tab: 'advocates' })}>
            {t('empty.referrals.action')}
          </Button>
        }
      >
        {t('empty.referrals.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('empty.first.title')}
      action={
        <Button type="primary" onClick={go({ tab: 'programme' })}>
          {t(panel.canConfigure ? 'empty.first.action' : 'empty.first.look')}
        </Button>
      }
    >
      {t('empty.first.text')}
    </EmptyState>
  );
}
