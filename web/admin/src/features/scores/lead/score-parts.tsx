import type { ScorePart } from '@perennial/api-client';
import { RelativeTime, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatAdded } from '../score-words';
import styles from './lead-score-card.module.css';

/** The parts of an axis and what they come to. */
export function ScoreParts({ parts, total }: { parts: ScorePart[]; total: number }) {
  const { t } = useTranslation('leads');
  const { locale } = useKit();
  if (parts.length === 0) return <p className={styles.nothing}>{t('score.nothing')}</p>;
  return (
    <table className={styles.parts}>
      <caption className={styles.hidden}>{t('score.parts')}</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={[part.kind, part.group, part.rule].join('|')}>
            <th scope="row">
              {part.rule ?? (part.kind === 'cap' ? t('score.cap', { group: part.group }) : t('score.limit'))}
              {part.last_at ? (
                <span className={styles.when}>
                  {part.count > 1 ? t('score.times', { count: part.count }) : null}{' '}
                  <RelativeTime at={part.last_at} />
                </span>
              ) : null}
            </th>
            <td data-negative={part.points < 0 || undefined}>{formatAdded(part.points, locale)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('score.sum')}</th>
          <td>{formatAdded(total, locale)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
