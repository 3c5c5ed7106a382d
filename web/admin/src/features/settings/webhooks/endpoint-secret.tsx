import {
  ifMatch,
  revealWebhookSecret,
  rotateWebhookSecret,
  type WebhookEndpoint,
} from '@perennial/api-client';
import { CopyBox } from '@perennial/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { useWrite } from '../parts/use-write';

/** The secret that proves to the receiver who sent a message: shown on demand, replaced with a day of overlap. */
export function EndpointSecret({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks');
  const [secret, setSecret] = useState<string>();
  const { ask, holder } = useConfirm();
  const path = { id: endpoint.id };
  const keep = (shown: { secret: string }) => setSecret(shown.secret);
  const reveal = useWrite(async () => (await revealWebhookSecret({ path, throwOnError: true })).data, {
    tags: [],
    onDone: keep,
  });
  const rotate = useWrite(
    async () => (await rotateWebhookSecret({ path, headers: ifMatch(endpoint), throwOnError: true })).data,
    { tags: ['webhooks'], onDone: keep },
  );
  return (
    <Section title={t('secret.title')}>
      {holder}
      {secret ? <CopyBox text={secret} label={t('secret.title')} /> : null}
      <p className={styles.hint}>{t('secret.text')}</p>
      <div className={styles.actions}>
        {secret ? (
          <Button size="small" onClick={() => setSecret(undefined)}>
            {t('secret.hide')}
          </Button>
        ) : (
          <Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate(undefined)}>
            {t('secret.reveal')}
          </Button>
        )}
        <Button
          size="small"
          onClick={() =>
            ask({
              title: t('secret.rotate_title'),
              text: t('secret.rotate_text'),
              confirm: t('secret.rotate'),
              isDangerous: false,
              run: () => rotate.mutateAsync(undefined),
            })
          }
        >
          {t('secret.rotate')}
        </Button>
      </div>
    </Section>
  );
}
