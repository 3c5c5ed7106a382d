import type { Referral } from '@perennial/api-client';
import { cursorPaging, listReferralsInfiniteOptions } from '@perennial/api-client/queries';
import type { Filter } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { SingleFilter } from '../../../shared/filters/single-filter';
import { useAdvocateFilter } from '../advocate-filter';
import type { PanelProps } from '../referral-search';
import { referralStates } from './referral-words';
import { ReferralsEmpty } from './referrals-empty';
import { RefuseDialog } from './refuse-dialog';
import { ReviewLine } from './review-line';
import { useReferralColumns } from './use-referral-columns';
import { useVerdicts } from './use-verdicts';

/** Who sent whom, and what became of it. */
export function ReferralsPanel(panel: PanelProps) {
  const { search, onChange, onClear, canConfigure } = panel;
  const { t } = useTranslation('referrals');
  const { state, review, advocate_id, sort, open } = search;
  const query = useInfiniteQuery({
    ...listReferralsInfiniteOptions({
      query: {
        ...(state ? { state } : {}),
        ...(review === undefined ? {} : { needs_review: review }),
        ...(advocate_id ? { advocate_id } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Referral>(query);
  const { accept, refuse } = useVerdicts();
  const [refusing, setRefusing] = useState<Referral>();
  const { mutate } = accept;
  const columns = useReferralColumns({
    canConfigure,
    pendingId: accept.isPending ? accept.variables.id : undefined,
    onAccept: mutate,
    onRefuse: setRefusing,
  });
  return (
    <>
      <FilteredList
        id="referrals"
        label={t('tab.referrals')}
        list={list}
        columns={columns}
        rowId={({ id }) => id}
        filters={useFilters(panel)}
        above={
          <ReviewLine isOn={review === true} onToggle={(isOn) => onChange({ review: isOn || undefined })} />
        }
        isFiltered={Boolean(state || advocate_id || review !== undefined)}
        onClear={onClear}
        sort={sort}
        onSortChange={(next) => onChange({ sort: next })}
        hrefOf={({ lead }) => `/leads/${lead.id}`}
        openId={list.rows.find(({ lead }) => lead.id === open)?.id}
        onOpen={(id) => onChange({ open: list.rows.find((row) => row.id === id)?.lead.id })}
        emptyState={<ReferralsEmpty panel={panel} />}
      />
      {refusing ? (
        <RefuseDialog referral={refusing} refuse={refuse} onClose={() => setRefusing(undefined)} />
      ) : null}
    </>
  );
}

function useFilters({ search, onChange }: PanelProps): Filter[] {
  const { t } = useTranslation('referrals');
  const advocate = useAdvocateFilter({ search, onChange });
  return [
    {
      id: 'state',
      label: t('field.state'),
      isActive: Boolean(search.state),
      control: (
        <MultiFilter
          label={t('field.state')}
          value={search.state}
          options={referralStates.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(state) => onChange({ state })}
        />
      ),
    },
    {
      id: 'review',
      label: t('review.filter'),
      isActive: search.review !== undefined,
      control: (
        <SingleFilter
          label={t('review.filter')}
          value={search.review === undefined ? undefined : search.review ? 'needed' : 'settled'}
          options={(['needed', 'settled'] as const).map((value) => ({ value, label: t(`review.${value}`) }))}
          onChange={(value) => onChange({ review: value ? value === 'needed' : undefined })}
        />
      ),
    },
    advocate,
  ];
}
