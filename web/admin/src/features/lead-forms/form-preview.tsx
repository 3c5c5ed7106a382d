import { Card } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { FormValues } from './form-builder';
import styles from './form-builder.module.css';

/** What visitors will see, as far as it matters for wording: nothing here can be filled in. */
export function FormPreview({ values }: { values: FormValues }) {
  const { t } = useTranslation('lead-forms');
  const fixed = { lng: values.locale };
  return (
    <Card title={t('preview.title')}>
      <div className={styles.preview} lang={values.locale}>
        <div className={styles.previewTitle}>{values.title || '—'}</div>
        {values.intro ? <p className={styles.previewIntro}>{values.intro}</p> : null}
        {(values.fields ?? []).map((field) => (
          <div key={field.key} className={styles.previewField}>
            <span>
              {field.label}
              {field.required ? ' *' : null}
            </span>
            <span className={styles.previewControl} data-tall={field.key === 'message' || undefined} />
          </div>
        ))}
        {values.consent_text ? (
          <div className={styles.previewConsent}>
            <span className={styles.previewBox} />
            <span>{values.consent_text}</span>
          </div>
        ) : null}
        <div className={styles.previewSubmit}>{t('preview.submit', fixed)}</div>
      </div>
    </Card>
  );
}
