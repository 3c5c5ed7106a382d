import type { RowError } from '@perennial/api-client';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './imports.module.css';

const knownErrors = [
  'file_empty',
  'header_empty',
  'header_duplicate',
  'too_many_columns',
  'quote_unclosed',
  'bytes_unreadable',
] as const;

/** Why the file can't be read as it is: another encoding or delimiter below may help, or another file. */
export function FileErrors({ errors, onFile }: { errors: RowError[]; onFile: () => void }) {
  const { t } = useTranslation('imports');
  const textOf = ({ code, params }: RowError) => {
    const known = knownErrors.find((each) => each === code);
    const { first, found, max } = params;
    const words = { first: String(first ?? ''), found: String(found ?? ''), max: String(max ?? '') };
    return known ? t(`file_error.${known}`, words) : t('file_error.other', { code });
  };
  return (
    <section className={styles.notice} data-tone="attention" role="alert">
      <strong>{t('file_error.title')}</strong>
      <ul>
        {errors.map((error) => (
          <li key={`${error.line}-${error.column}-${error.code}`}>
            {error.column ? t('file_error.column', { column: error.column }) : null} {textOf(error)}
          </li>
        ))}
      </ul>
      <Button size="small" onClick={onFile}>
        {t('file.other')}
      </Button>
    </section>
  );
}
