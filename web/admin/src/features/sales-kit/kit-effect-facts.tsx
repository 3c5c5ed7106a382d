import type { Share } from '@perennial/api-client';
import { Facts, Figure, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatInterval, formatShare } from '../../shared/charts/format';
import styles from './kit.module.css';
import { useKitEffects } from './use-kit-effects';

/** How leads of the last year came out with an item and without it. */
export function KitEffectFacts({ id }: { id: string }) {
  const { t } = useTranslation('sales-kit');
  const { locale } = useKit();
  const effect = useKitEffects()(id);
  if (!effect) return <p className={styles.hint}>{t('effect.never')}</p>;
  const rate = (share: Share, won: number, closed: number) =>
    share.rate == null
      ? t('effect.none_closed')
      : t('effect.rate', {
          rate: formatShare(share.rate, locale),
          interval: formatInterval(share.low, share.high, locale),
          won,
          closed,
        });
  return (
    <section className={styles.effect} aria-label={t('effect.title')}>
      <h3 className={styles.heading}>{t('effect.title')}</h3>
      <Facts
        facts={[
          { label: t('field.used'), value: <Figure value={effect.leads} /> },
          {
            label: t('field.win_rate_with'),
            value: rate(effect.win_rate_with, effect.won_with, effect.closed_with),
          },
          {
            label: t('field.win_rate_without'),
            value: rate(effect.win_rate_without, effect.won_without, effect.closed_without),
          },
          {
            label: t('effect.difference'),
            value: effect.difference_reason
              ? t('effect.too_few')
              : t('effect.points', { points: pointsOf(effect.difference, locale) }),
          },
        ]}
      />
      <p className={styles.hint}>{t('effect.no_proof')}</p>
    </section>
  );
}

/** A difference of two shares, in points of percent. */
function pointsOf(difference: number | null | undefined, locale: string): string {
  if (difference == null) return '—';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(
    difference * 100,
  );
}
