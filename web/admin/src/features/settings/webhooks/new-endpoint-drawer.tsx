import type { WebhookEndpointWithSecret } from '@perennial/api-client';
import { CopyBox, DetailDrawer } from '@perennial/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { EndpointForm } from './endpoint-form';

/** First the form, then the secret for the receiver and how to check a signature. */
export default function NewEndpointDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const [created, setCreated] = useState<WebhookEndpointWithSecret>();
  return (
    <DetailDrawer isOpen title={t(created ? 'created' : 'action.create')} onClose={onClose}>
      {created ? (
        <div className={styles.stack}>
          <Section title={t('secret.title')}>
            <CopyBox text={created.secret} label={t('secret.title')} />
            <p className={styles.hint}>{t('secret.text')}</p>
          </Section>
          <Section title={t('verify.title')}>
            <p className={styles.hint}>{t('verify.text')}</p>
            <CopyBox multiline label={t('verify.title')} text={verification(created.secret)} />
          </Section>
          <div className={styles.actions}>
            <Button type="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          </div>
        </div>
      ) : (
        <EndpointForm onDone={(saved) => ('secret' in saved ? setCreated(saved) : onClose())} />
      )}
    </DetailDrawer>
  );
}

/** For the receiver, with the official library of the Standard Webhooks specification. */
function verification(secret: string): string {
  return [
    "import { Webhook } from 'standardwebhooks';",
    '',
    `const webhook = new Webhook('${secret}');`,
    'const message = webhook.verify(rawBody, request.headers);',
  ].join('\n');
}
