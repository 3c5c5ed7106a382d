import { type RuleTrial, type RuleVerdict, testChannelRules } from '@perennial/api-client';
import { Card, ErrorState, StatusTag } from '@perennial/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import styles from './rules-panel.module.css';

/** Tells what a visit would be, by the rules as they stand in the form. */
export function RuleTrialCard({ draft }: { draft: () => RuleTrial['rules'] }) {
  const { t } = useTranslation('channels');
  const [url, setUrl] = useState('');
  const [referrer, setReferrer] = useState('');
  const urlId = useId();
  const referrerId = useId();
  const trial = useMutation({
    mutationFn: async () => {
      const rules = draft();
      const body = {
        ...(url ? { url } : {}),
        ...(referrer ? { referrer } : {}),
        ...(rules ? { rules } : {}),
      };
      const { data } = await testChannelRules({ body, throwOnError: true });
      return data;
    },
  });
  return (
    <Card title={t('rules.trial')} summary={t('rules.trial_text')}>
      <form
        className={styles.trial}
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate();
        }}
      >
        <div className={styles.field}>
          <label htmlFor={urlId}>{t('rules.trial_url')}</label>
          <Input
            id={urlId}
            value={url}
            placeholder="https://example.com/?utm_source=baidu&utm_medium=cpc"
            onChange={({ target }) => setUrl(target.value)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={referrerId}>{t('rules.trial_referrer')}</label>
          <Input
            id={referrerId}
            value={referrer}
            placeholder="https://www.baidu.com/"
            onChange={({ target }) => setReferrer(target.value)}
          />
        </div>
        <Button htmlType="submit" loading={trial.isPending} disabled={!url && !referrer}>
          {t('rules.ask')}
        </Button>
      </form>
      {trial.isError ? <ErrorState error={trial.error} onRetry={() => trial.mutate()} /> : null}
      {trial.data ? <Verdict verdict={trial.data} /> : null}
    </Card>
  );
}

function Verdict({ verdict }: { verdict: RuleVerdict }) {
  const { t } = useTranslation('channels');
  const channel = useChannels().find(({ id }) => id === verdict.channel_id);
  const campaign = useCampaigns().find(({ id }) => id === verdict.campaign_id);
  const because = t(`rules.verdict.${verdict.decided_by}` as 'rules.verdict.rule', {
    number: (verdict.rule ?? 0) + 1,
  });
  return (
    <p className={styles.verdict} role="status">
      {channel ? <StatusTag tone="success">{channel.name}</StatusTag> : null} {campaign?.name} {because}
    </p>
  );
}
