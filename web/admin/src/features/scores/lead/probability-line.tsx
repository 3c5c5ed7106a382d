import type { LeadProbability } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../../shared/charts/format';
import { formatAdded } from '../score-words';
import { useFieldNames } from '../use-field-names';
import styles from './lead-score-card.module.css';

/** Parts below it are shown together: they hardly matter. */
const slight = 0.05;

/** How likely the lead is won and why, or why nobody can tell yet. */
export function ProbabilityLine({ probability }: { probability: LeadProbability }) {
  const { t } = useTranslation('leads');
  const { locale } = useKit();
  const nameOf = useFieldNames();
  const { value, reason, missing, parts, average_logit: average, logit } = probability;
  if (value == null) {
    return (
      <section className={styles.axis}>
        <h3 className={styles.title}>{t('score.probability')}</h3>
        <p className={styles.nothing}>
          {t(`score.no_probability.${reason ?? 'not_trained'}`, { count: missing ?? 0 })}
        </p>
      </section>
    );
  }
  const strong = parts.filter((part) => Math.abs(part.logit) >= slight);
  const rest = parts.filter((part) => Math.abs(part.logit) < slight);
  const restSum = rest.reduce((sum, part) => sum + part.logit, 0);
  const rows = [
    { name: t('score.average_lead'), logit: average ?? 0 },
    ...strong.map((part) => ({ name: nameOf(part.field), logit: part.logit })),
    ...(rest.length > 0 ? [{ name: t('score.slight', { count: rest.length }), logit: restSum }] : []),
  ];
  return (
    <section className={styles.axis}>
      <h3 className={styles.title}>
        {t('score.probability')}
        <strong className={styles.points}>{formatShare(value, locale)}</strong>
      </h3>
      <table className={styles.parts}>
        <caption className={styles.hidden}>{t('score.probability_parts')}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td data-negative={row.logit < 0 || undefined}>{formatAdded(row.logit, locale, 2)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('score.logit')}</th>
            <td>{formatAdded(logit ?? 0, locale, 2)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
