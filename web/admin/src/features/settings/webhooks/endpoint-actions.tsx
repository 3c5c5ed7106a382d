import {
  deleteWebhookEndpoint,
  ifMatch,
  replayFailedWebhookDeliveries,
  sendTestWebhook,
  updateWebhookEndpoint,
  type WebhookEndpoint,
} from '@perennial/api-client';
import { showToast } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useWrite } from '../parts/use-write';

/** How far back failed messages are sent again: the log keeps them so long. */
const replayDays = 30;

type EndpointActionsProps = {
  endpoint: WebhookEndpoint;
  onGone: () => void;
  onTested: (deliveryId: string) => void;
};

export function EndpointActions({ endpoint, onGone, onTested }: EndpointActionsProps) {
  const { t } = useTranslation('webhooks');
  const path = { id: endpoint.id };
  const tags = ['webhooks'];
  const { ask, holder } = useConfirm();
  const test = useWrite(async () => (await sendTestWebhook({ path, throwOnError: true })).data, {
    tags,
    onDone: ({ id }) => onTested(id),
  });
  const replay = useWrite(
    async () => {
      const since = new Date(Date.now() - replayDays * 86_400_000).toISOString();
      return (await replayFailedWebhookDeliveries({ path, body: { since }, throwOnError: true })).data;
    },
    { tags, onDone: ({ replayed }) => showToast(t('replay_failed.done', { count: replayed })) },
  );
  const toggle = useWrite(
    (enabled: boolean) =>
      updateWebhookEndpoint({ path, body: { enabled }, headers: ifMatch(endpoint), throwOnError: true }),
    { tags, onDone: (_, enabled) => showToast(t(enabled ? 'switched_on' : 'switched_off')) },
  );
  const remove = useWrite(
    () => deleteWebhookEndpoint({ path, headers: ifMatch(endpoint), throwOnError: true }),
    {
      tags,
      onDone: () => {
        showToast(t('delete.done'), { tone: 'success' });
        onGone();
      },
    },
  );
  return (
    <>
      {holder}
      {endpoint.enabled ? (
        <>
          <Button loading={test.isPending} onClick={() => test.mutate(undefined)}>
            {t('action.test')}
          </Button>
          <Button
            onClick={() =>
              ask({
                title: t('replay_failed.title'),
                text: t('replay_failed.text'),
                confirm: t('action.replay_failed'),
                isDangerous: false,
                run: () => replay.mutateAsync(undefined),
              })
            }
          >
            {t('action.replay_failed')}
          </Button>
          <Button
            onClick={() =>
              ask({
                title: t('switch_off.title'),
                text: t('switch_off.text'),
                confirm: t('action.switch_off'),
                run: () => toggle.mutateAsync(false),
              })
            }
          >
            {t('action.switch_off')}
          </Button>
        </>
      ) : (
        <Button loading={toggle.isPending} onClick={() => toggle.mutate(true)}>
          {t('action.switch_on')}
        </Button>
      )}
      <Button
        danger
        onClick={() =>
          ask({
            title: t('delete.title'),
            text: t('delete.text', { url: endpoint.url }),
            confirm: t('action.delete'),
            run: () => remove.mutateAsync(undefined),
          })
        }
      >
        {t('action.delete')}
      </Button>
    </>
  );
}
