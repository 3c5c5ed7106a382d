import { CopyBox } from '@perennial/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoEvents } from '../answer-panel';
import styles from './activity-page.module.css';
import { sendingSnippets } from './sending-snippets';

/** Before the first event: two ways to send it, and where the key comes from. */
export function HowToSend() {
  const { t } = useTranslation('activity');
  const [messageId] = useState(() => `sample-${crypto.getRandomValues(new Uint32Array(1))[0]}`);
  const { curl, client } = sendingSnippets({
    origin: window.location.origin,
    key: 'PERENNIAL_KEY',
    messageId,
  });
  return (
    <div className={styles.start}>
      <NoEvents />
      <div className={styles.snippets}>
        <p>{t('send.key')}</p>
        <h3 className={styles.way}>{t('send.curl')}</h3>
        <CopyBox multiline label={t('send.curl')} text={curl} />
        <h3 className={styles.way}>{t('send.client')}</h3>
        <CopyBox multiline label={t('send.client')} text={client} />
      </div>
    </div>
  );
}
