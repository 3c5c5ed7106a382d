import { applyChannelRules } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { Card, ErrorState, useKit } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/channels/use-channels';
import { dayInZone } from '../../shared/time/zoned';
import styles from './rules-panel.module.css';

/** Gives past touches their channel anew, after a look at what would change. */
export function RulesPast() {
  const { t } = useTranslation('channels');
  const { timeZone } = useKit();
  const queryClient = useQueryClient();
  const channels = useChannels();
  const run = useMutation({
    mutationFn: async (isPreview: boolean) => {
      const now = new Date();
      const { data } = await applyChannelRules({
        body: {
          from_on: dayInZone(now, timeZone, -364),
          to_on: dayInZone(now, timeZone),
          dry_run: isPreview,
        },
        throwOnError: true,
      });
      if (!isPreview) await invalidateTags(queryClient, 'channels', 'leads');
      return { ...data, isPreview };
    },
  });
  const nameOf = (id: string | null | undefined) =>
    channels.find((channel) => channel.id === id)?.name ?? t('rules.unknown');
  const found = run.data;
  return (
    <Card title={t('rules.past')} summary={t('rules.past_text')}>
      <Space>
        <Button loading={run.isPending} onClick={() => run.mutate(true)}>
          {t('rules.preview')}
        </Button>
        {found?.isPreview && found.changed > 0 ? (
          <Button type="primary" loading={run.isPending} onClick={() => run.mutate(false)}>
            {t('rules.apply')}
          </Button>
        ) : null}
      </Space>
      {run.isError ? <ErrorState error={run.error} onRetry={() => run.mutate(true)} /> : null}
      {found ? (
        <div role="status">
          <p className={styles.verdict}>
            {found.changed === 0
              ? t('rules.unchanged')
              : t(found.isPreview ? 'rules.previewed' : 'rules.applied', {
                  count: found.changed,
                  leads: found.leads_changed,
                })}
          </p>
          <ul className={styles.moves}>
            {found.moves.map(({ from_channel_id, to_channel_id, touches }) => (
              <li key={`${from_channel_id}${to_channel_id}`}>
                {t('rules.move', {
                  from: nameOf(from_channel_id),
                  to: nameOf(to_channel_id),
                  count: touches,
                })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}
