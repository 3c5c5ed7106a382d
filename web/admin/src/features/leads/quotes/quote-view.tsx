import type { Quote } from '@perennial/api-client';
import { DateTime, Day, type Fact, Facts, Money, StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { QuoteFigures } from './quote-figures';
import { quoteTones } from './quote-words';
import styles from './quotes.module.css';

/** A quote that can't be changed any more: what it says, and what became of it. */
export function QuoteView({ quote }: { quote: Quote }) {
  const { t, i18n } = useTranslation('quotes');
  const { status, lines, totals, terms } = quote;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <>
      <div>
        <StatusTag tone={quoteTones[status]}>{t(`status.${status}`)}</StatusTag>
      </div>
      <Facts facts={factsOf(quote, t)} />
      <table className={styles.lines} aria-label={t('lines.title')}>
        <tbody>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and nothing moves them here
            <tr key={at}>
              <td>
                {line.text}
                <small>
                  {line.quantity} × <Money value={line.unit_price} />
                  {' · '}
                  {t(`billing.${line.billing}`)}
                  {line.discount_basis_points > 0
                    ? ` · ${t('lines.off', { percent: percent.format(line.discount_basis_points / 10_000) })}`
                    : null}
                  {line.seats ? ` · ${t('lines.seats', { count: line.seats })}` : null}
                </small>
              </td>
              <td>
                <Money value={line.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <QuoteFigures totals={totals} />
      {terms ? <p className={styles.terms}>{terms}</p> : null}
    </>
  );
}

function factsOf(quote: Quote, t: ReturnType<typeof useTranslation<'quotes'>>['t']): Fact[] {
  const recipient = [quote.recipient_company, quote.recipient_name].filter(Boolean).join(' · ');
  const answered = [quote.answered_by_name, quote.answer_reason].filter(Boolean).join(' · ');
  const facts: (Fact | undefined)[] = [
    recipient ? { label: t('field.recipient'), value: recipient } : undefined,
    { label: t('field.valid_until'), value: <Day on={quote.valid_until} /> },
    quote.sent_at ? { label: t('field.sent_at'), value: <DateTime at={quote.sent_at} /> } : undefined,
    quote.sent_at
      ? {
          label: t('field.first_seen_at'),
          value: quote.first_seen_at ? <DateTime at={quote.first_seen_at} /> : t('not_seen'),
        }
      : undefined,
    quote.answered_at
      ? { label: t('field.answered_at'), value: <DateTime at={quote.answered_at} /> }
      : undefined,
    answered ? { label: t('field.answered_by'), value: answered } : undefined,
    quote.answered_by ? { label: t('field.entered_by'), value: quote.answered_by.name } : undefined,
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact));
}
