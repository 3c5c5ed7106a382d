import type { Subscription } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayInZone } from '../../../shared/time/zoned';
import money from './money.module.css';
import { sortedPauses } from './sorted-pauses';

export type SubscriptionAct = 'change' | 'renew' | 'pause' | 'resume' | 'cancel_pause' | 'end';

type SubscriptionActsProps = { subscription: Subscription; onAct: (act: SubscriptionAct) => void };

/** What can be done to a subscription that hasn't ended. */
export function SubscriptionActs({ subscription, onAct }: SubscriptionActsProps) {
  const { t } = useTranslation('orders');
  const { timeZone } = useKit();
  const { state, ended_on: endedOn } = subscription;
  const { later } = sortedPauses(subscription, dayInZone(new Date(), timeZone));
  const acts: { act: SubscriptionAct; text: string }[] = [
    ...(state === 'paused' ? [{ act: 'resume' as const, text: t('pauses.resume') }] : []),
    ...(endedOn ? [] : [{ act: 'renew' as const, text: t('subscriptions.renew') }]),
    { act: 'change', text: t('subscriptions.change') },
    ...(later.length > 0 ? [{ act: 'cancel_pause' as const, text: t('pauses.cancel') }] : []),
    ...(state === 'paused' || later.length > 0 || endedOn
      ? []
      : [{ act: 'pause' as const, text: t('pauses.pause') }]),
    { act: 'end', text: t(endedOn ? 'subscriptions.change_end' : 'subscriptions.end') },
  ];
  return (
    <div className={money.actions}>
      {acts.map(({ act, text }) => (
        <Button key={act} size="small" onClick={() => onAct(act)}>
          {text}
        </Button>
      ))}
    </div>
  );
}
