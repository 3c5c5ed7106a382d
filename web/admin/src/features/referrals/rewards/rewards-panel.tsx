import type { ReferralReward } from '@perennial/api-client';
import { cursorPaging, listReferralRewardsInfiniteOptions } from '@perennial/api-client/queries';
import { BulkBar, EmptyState, useKit, useSelection } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { dayInZone } from '../../../shared/time/zoned';
import { useAdvocateFilter } from '../advocate-filter';
import { type PanelProps, type RewardView, rewardViews, toRewardFilter } from '../referral-search';
import { CancelRewardDialog } from './cancel-reward-dialog';
import { OverpaidLine } from './overpaid-line';
import { PayBar } from './pay-bar';
import { payableOf } from './payable';
import { useRewardColumns } from './use-reward-columns';

/** The ledger of what advocates earned: what is to be paid first. */
export function RewardsPanel(panel: PanelProps) {
  const { search, onChange, onClear, canConfigure } = panel;
  const { t } = useTranslation('referrals');
  const { timeZone } = useKit();
  const { view = 'pending', advocate_id, sort, open } = search;
  const query = useInfiniteQuery({
    ...listReferralRewardsInfiniteOptions({
      query: {
        ...toRewardFilter(search, dayInZone(new Date(), timeZone)),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<ReferralReward>(query);
  const selection = useSelection();
  const [cancelling, setCancelling] = useState<ReferralReward>();
  const columns = useRewardColumns({ canConfigure, onCancel: setCancelling });
  const advocate = useAdvocateFilter({ search, onChange });
  return (
    <>
      <FilteredList
        id="referral-rewards"
        label={t('tab.rewards')}
        list={list}
        columns={columns}
        rowId={({ id }) => id}
        filters={[
          {
            id: 'view',
            label: t('reward.view'),
            isActive: Boolean(search.view),
            control: (
              <Select<RewardView>
                style={{ width: '100%' }}
                popupMatchSelectWidth={false}
                aria-label={t('reward.view')}
                value={view}
                options={rewardViews.map((value) => ({ value, label: t(`view.${value}`) }))}
                onChange={(next) => {
                  selection.clear();
                  onChange({ view: next === 'pending' ? undefined : next });
                }}
              />
            ),
          },
          advocate,
        ]}
        above={<OverpaidLine isOn={view === 'overpaid'} onShow={() => onChange({ view: 'overpaid' })} />}
        isFiltered={Boolean(search.view || advocate_id)}
        onClear={onClear}
        sort={sort}
        onSortChange={(next) => onChange({ sort: next })}
        hrefOf={({ lead }) => `/leads/${lead.id}`}
        openId={list.rows.find(({ lead }) => lead.id === open)?.id}
        onOpen={(id) => onChange({ open: list.rows.find((row) => row.id === id)?.lead.id })}
        {...(canConfigure ? { selection } : {})}
        emptyState={
          <EmptyState
            title={t('empty.rewards.title')}
            action={<Button onClick={() => onChange({ view: 'all' })}>{t('empty.rewards.action')}</Button>}
          >
            {t('empty.rewards.text')}
          </EmptyState>
        }
        bulk={
          <BulkBar count={selection.ids.size} onClear={selection.clear}>
            <PayBar payable={payableOf(list.rows, selection.ids)} onPaid={selection.clear} />
          </BulkBar>
        }
      />
      {cancelling ? (
        <CancelRewardDialog reward={cancelling} onClose={() => setCancelling(undefined)} />
      ) : null}
    </>
  );
}
