import type { ValidityDispute } from '@perennial/api-client';
import { cursorPaging, listValidityDisputesInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, PageHeader } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { SingleFilter } from '../../../shared/filters/single-filter';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { useDisputeColumns } from './use-dispute-columns';
import { disputeStates } from './validity-words';

export function DisputesPage() {
  return (
    <GrantGate grant="leads:read">
      <Disputes />
    </GrantGate>
  );
}

/** Where marketing and sales disagree about leads; those that wait for a decision first. */
function Disputes() {
  const { t } = useTranslation('validity');
  const { state = 'open' } = useSearch({ from: '/_app/leads/disputes' });
  const navigate = useNavigate({ from: '/leads/disputes' });
  const query = useInfiniteQuery({
    ...listValidityDisputesInfiniteOptions({ query: { state, limit: 25, count: true } }),
    ...cursorPaging,
  });
  const list = useList<ValidityDispute>(query);
  const leadOf = (id: string) => list.rows.find((each) => each.id === id)?.lead_id ?? '';
  return (
    <>
      <PageHeader title={t('disputes.title')} summary={t('disputes.summary')} />
      <FilteredList
        id="disputes"
        label={t('disputes.title')}
        list={list}
        columns={useDisputeColumns()}
        rowId={({ id }) => id}
        filters={[
          {
            id: 'state',
            label: t('disputes.state'),
            isActive: state !== 'open',
            control: (
              <SingleFilter
                label={t('disputes.state')}
                value={state}
                options={disputeStates.map((value) => ({ value, label: t(`disputes.word.${value}`) }))}
                onChange={(next) => void navigate({ search: { state: next } })}
              />
            ),
          },
        ]}
        isFiltered={state !== 'open'}
        onClear={() => void navigate({ search: {} })}
        hrefOf={({ lead_id }) => `/leads/${lead_id}?tab=validity`}
        onOpen={(id) =>
          void navigate({ to: '/leads/$leadId', params: { leadId: leadOf(id) }, search: { tab: 'validity' } })
        }
        emptyState={<EmptyState title={t('disputes.empty')}>{t('disputes.empty_text')}</EmptyState>}
      />
    </>
  );
}
