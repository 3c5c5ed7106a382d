import type { ReferralReward } from '@perennial/api-client';
import { type Column, Day, Money } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { referredTitle } from '../referred-title';
import { RewardStanding } from './reward-standing';

type Cancelling = { canConfigure: boolean; onCancel: (reward: ReferralReward) => void };

export function useRewardColumns({ canConfigure, onCancel }: Cancelling): Column<ReferralReward>[] {
  const { t } = useTranslation('referrals');
  return useMemo(
    () => [
      {
        id: 'lead',
        header: t('field.lead'),
        primary: true,
        width: 190,
        cell: ({ lead }) => referredTitle(lead),
      },
      {
        id: 'advocate',
        header: t('field.advocate'),
        width: 130,
        cell: ({ advocate }) => (
          <Link to="/referrals" search={{ tab: 'advocates', open: advocate.id }}>
            {advocate.name}
          </Link>
        ),
      },
      {
        id: 'trigger',
        header: t('field.trigger'),
        width: 150,
        cell: ({ trigger, order_id }) =>
          order_id ? (
            <Link to="/orders" search={{ open: order_id }}>
              {t(`trigger.${trigger}`)}
            </Link>
          ) : (
            t(`trigger.${trigger}`)
          ),
      },
      {
        id: 'amount',
        header: t('field.amount'),
        align: 'end',
        width: 120,
        cell: ({ amount }) => <Money value={amount} />,
      },
      {
        id: 'due_on',
        header: t('field.due_on'),
        width: 120,
        sortField: 'due_on',
        cell: ({ due_on }) => <Day on={due_on} />,
      },
      {
        id: 'state',
        header: t('field.state'),
        width: 220,
        cell: (reward) => <RewardStanding reward={reward} />,
      },
      {
        id: 'payment_reference',
        header: t('field.payment_reference'),
        width: 150,
        deskOnly: true,
        cell: ({ payment_reference }) => payment_reference ?? '—',
      },
      {
        id: 'earned_on',
        header: t('field.earned_on'),
        width: 120,
        offByDefault: true,
        cell: ({ earned_on }) => <Day on={earned_on} />,
      },
      ...(canConfigure
        ? [
            {
              id: 'cancel',
              header: t('cancel.column'),
              width: 96,
              cell: (reward: ReferralReward) =>
                reward.state === 'pending' ? (
                  <Button
                    size="small"
                    type="text"
                    aria-label={t('cancel.of', {
                      advocate: reward.advocate.name,
                      lead: referredTitle(reward.lead),
                    })}
                    onClick={() => onCancel(reward)}
                  >
                    {t('cancel.action')}
                  </Button>
                ) : null,
            },
          ]
        : []),
    ],
    [t, canConfigure, onCancel],
  );
}
