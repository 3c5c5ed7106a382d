import type { ApiKey } from '@perennial/api-client';
import { CopyBox } from '@perennial/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { curlCommands } from './curl-commands';

type ApiKeyCommandsProps = {
  apiKey: Pick<ApiKey, 'kind' | 'grants' | 'origins'>;
  /** The key itself while it is known; else a shell variable stands in its place. */
  secret?: string;
};

/** The key at work: commands that can be pasted into a terminal as they are. */
export function ApiKeyCommands({ apiKey, secret }: ApiKeyCommandsProps) {
  const { t } = useTranslation('api-keys');
  const [{ now, messageId }] = useState(() => ({ now: new Date(), messageId: `sample-${randomText()}` }));
  const commands = curlCommands(apiKey, {
    origin: window.location.origin,
    key: secret ?? '$PERENNIAL_KEY',
    now,
    messageId,
    leadName: t('commands.lead_name'),
    leadCompany: t('commands.lead_company'),
    leadPhone: t('commands.lead_phone'),
  });
  if (commands.length === 0) return null;
  return (
    <Section title={t('commands.title')}>
      <p className={styles.hint}>{t(secret ? 'commands.text' : 'commands.text_variable')}</p>
      {commands.map(({ id, command }) => (
        <div key={id} className={styles.section}>
          <p className={styles.muted}>{t(`commands.${id}`)}</p>
          <CopyBox multiline label={t(`commands.${id}`)} text={command} />
        </div>
      ))}
    </Section>
  );
}

function randomText(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
