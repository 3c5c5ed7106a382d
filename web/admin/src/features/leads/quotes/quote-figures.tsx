import type { QuoteTotals } from '@perennial/api-client';
import { Money } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import styles from './quotes.module.css';

type QuoteFiguresProps = {
  totals: QuoteTotals | undefined;
  /** The lines were changed, and their new figures are on their way. */
  isBehind?: boolean;
};

/** What the lines add up to, as the server computed it. */
export function QuoteFigures({ totals, isBehind = false }: QuoteFiguresProps) {
  const { t } = useTranslation('quotes');
  return (
    <dl className={styles.figures} data-behind={isBehind || undefined} aria-busy={isBehind}>
      <dt>{t('totals.once')}</dt>
      <dd>
        <Money value={totals?.once} />
      </dd>
      <dt>{t('totals.yearly')}</dt>
      <dd>
        <Money value={totals?.yearly} />
      </dd>
      {totals && totals.discount.amount > 0 ? (
        <>
          <dt>{t('totals.discount')}</dt>
          <dd>
            <Money value={totals.discount} />
          </dd>
        </>
      ) : null}
      <dt className={styles.sum}>{t('totals.first_year')}</dt>
      <dd className={styles.sum} aria-live="polite">
        <Money value={totals?.first_year} />
      </dd>
    </dl>
  );
}
