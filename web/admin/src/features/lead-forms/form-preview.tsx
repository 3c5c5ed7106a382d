import type { FormTheme } from '@perennial/api-client';
import { Card } from '@perennial/ui';
import { readableOn } from '@perennial/ui/readable-on';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormValues } from './form-builder';
import styles from './form-builder.module.css';

type PreviewStyle = CSSProperties & Record<`--${string}`, string>;

const gaps = { compact: '8px', normal: 'var(--space-3)', roomy: '20px' } as const;

/** The theme as the hosted page has it, for this part of ours. */
function styleOf({ accent, scheme, radius, spacing }: FormTheme): PreviewStyle {
  return {
    colorScheme: scheme === 'auto' ? 'inherit' : scheme,
    gap: gaps[spacing ?? 'normal'],
    '--radius-control': `${radius ?? 8}px`,
    ...(accent ? { '--primary': accent, '--on-primary': readableOn(accent) } : {}),
  };
}

/** What visitors will see, as far as it matters for wording: nothing here can be filled in. */
export function FormPreview({ values }: { values: FormValues }) {
  const { t } = useTranslation('lead-forms');
  const fixed = { lng: values.locale };
  const theme = values.theme;
  return (
    <Card title={t('preview.title')}>
      <div className={styles.preview} lang={values.locale} style={styleOf(theme)}>
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
