import type { Importance } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatAdded, formatMeasure } from '../score-words';
import { useFieldNames } from '../use-field-names';
import styles from './model.module.css';

/** Attributes below it hardly matter. */
const slight = 0.01;
const most = 12;

type ImportanceListProps = { importance: Importance[]; before: Importance[] | undefined };

/** How much each attribute matters, and how that changed since the model before. */
export function ImportanceList({ importance, before }: ImportanceListProps) {
  const { t } = useTranslation('scores');
  const { locale } = useKit();
  const nameOf = useFieldNames();
  const shown = importance.filter(({ weight }) => weight >= slight).slice(0, most);
  const highest = shown[0]?.weight ?? 1;
  if (shown.length === 0) return <p className={styles.note}>{t('importance.none')}</p>;
  return (
    <table className={styles.figures}>
      <caption className={styles.hidden}>{t('importance.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('importance.field')}</th>
          <th scope="col">{t('importance.weight')}</th>
          {before ? <th scope="col">{t('importance.change')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, weight }) => {
          const was = before?.find((each) => each.field === field)?.weight ?? 0;
          return (
            <tr key={field}>
              <th scope="row">{nameOf(field)}</th>
              <td>
                <span className={styles.bar} style={{ width: `${(weight / highest) * 64}px` }} />
                {formatMeasure(weight, locale, 2)}
              </td>
              {before ? <td>{formatAdded(weight - was, locale, 2)}</td> : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
