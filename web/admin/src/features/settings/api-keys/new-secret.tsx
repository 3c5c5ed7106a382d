import type { ApiKeyWithSecret } from '@perennial/api-client';
import { CopyBox } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { ApiKeyCommands } from './api-key-commands';

/** The one moment in which the key can be seen. */
export function NewSecret({ apiKey, onClose }: { apiKey: ApiKeyWithSecret; onClose: () => void }) {
  const { t } = useTranslation('api-keys');
  return (
    <div className={styles.stack}>
      <Section title={t('secret.title')}>
        <CopyBox text={apiKey.secret} label={t('secret.title')} />
        <p className={styles.notice}>{t(`secret.once_${apiKey.kind}`)}</p>
      </Section>
      <ApiKeyCommands apiKey={apiKey} secret={apiKey.secret} />
      <div className={styles.actions}>
        <Button type="primary" onClick={onClose}>
          {t('secret.kept')}
        </Button>
      </div>
    </div>
  );
}
