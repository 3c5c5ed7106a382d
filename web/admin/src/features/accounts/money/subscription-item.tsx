import type { Subscription, SubscriptionState } from '@perennial/api-client';
import { Day, Facts, Figure, Money, StatusTag, type StatusTone } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { usePlanName } from '../../../shared/plans/use-plans';
import styles from '../../../shared/records/record-detail.module.css';
import money from './money.module.css';
import { type SubscriptionAct, SubscriptionActs } from './subscription-acts';
import { SubscriptionPauses } from './subscription-pauses';

const tones: Record<SubscriptionState, StatusTone> = {
  scheduled: 'neutral',
  active: 'success',
  paused: 'warning',
  ended: 'neutral',
};

type SubscriptionItemProps = {
  subscription: Subscription;
  /** For those who may change it. */
  onAct?: (act: SubscriptionAct) => void;
};

export function SubscriptionItem({ subscription, onAct }: SubscriptionItemProps) {
  const { t } = useTranslation('orders');
  const { state, ended_on: endedOn, end_note: endNote } = subscription;
  const plan = usePlanName()(subscription.plan_id) ?? t('no_plan');
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        {plan}
        <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>
        {endedOn && state !== 'ended' ? <StatusTag tone="warning">{t('state.ending')}</StatusTag> : null}
        <span className={styles.itemEnd}>
          <Money value={subscription.annual_fee} />
          {t('per_year')}
        </span>
      </div>
      <div className={money.facts}>
        <SubscriptionFacts subscription={subscription} />
      </div>
      <SubscriptionPauses subscription={subscription} />
      {endNote ? <span className={styles.meta}>{endNote}</span> : null}
      <Terms subscription={subscription} />
      {onAct && state !== 'ended' ? <SubscriptionActs subscription={subscription} onAct={onAct} /> : null}
    </li>
  );
}

function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('orders');
  const { ended_on: endedOn, end_reason: reason, seats } = subscription;
  const end = [
    { label: t('field.ended_on'), value: <Day on={endedOn} /> },
    { label: t('field.end_reason'), value: reason ? t(`end_reason.${reason}`) : null },
  ];
  return (
    <Facts
      facts={[
        { label: t('field.starts_on'), value: <Day on={subscription.starts_on} /> },
        ...(endedOn ? end : [{ label: t('field.renews_on'), value: <Day on={subscription.renews_on} /> }]),
        { label: t('field.term_months'), value: t('months', { count: subscription.term_months }) },
        ...(typeof seats === 'number' ? [{ label: t('field.seats'), value: <Figure value={seats} /> }] : []),
        ...(subscription.state === 'active' || subscription.state === 'paused'
          ? [{ label: t('field.mrr'), value: <Money value={subscription.mrr} /> }]
          : []),
      ]}
    />
  );
}

/** What was bought term by term: worth showing from the second on. */
function Terms({ subscription: { terms } }: { subscription: Subscription }) {
  const { t } = useTranslation('orders');
  const planName = usePlanName();
  if (terms.length < 2) return null;
  return (
    <details className={styles.more}>
      <summary>{t('subscriptions.terms', { count: terms.length })}</summary>
      <ol className={money.terms}>
        {terms.map((term) => (
          <li key={term.number}>
            <Day on={term.starts_on} /> · {t('months', { count: term.months })} ·{' '}
            <Money value={term.annual_fee} />
            {t('per_year')} · {planName(term.plan_id) ?? t('no_plan')}
          </li>
        ))}
      </ol>
    </details>
  );
}
