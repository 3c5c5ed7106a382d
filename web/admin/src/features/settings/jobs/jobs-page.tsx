import type { Job } from '@perennial/api-client';
import { cursorPaging, getJobOptions, listJobsInfiniteOptions } from '@perennial/api-client/queries';
import { BulkBar, EmptyState, useSelection } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import { isBeyond, RowDrawer } from '../parts/row-drawer';
import { JobDetail } from './job-detail';
import { jobKinds, jobName } from './job-name';
import type { JobSearch } from './job-search';
import { useJobActions } from './use-job-actions';
import { useJobColumns } from './use-job-columns';

const states = ['dead', 'queued', 'running'] as const;

export function JobsPage() {
  return (
    <GrantGate grant="jobs:read">
      <Jobs />
    </GrantGate>
  );
}

function Jobs() {
  const { t } = useTranslation('jobs');
  const search = useSearch({ from: '/_app/settings/jobs' });
  const navigate = useNavigate({ from: '/settings/jobs' });
  const change = (part: Partial<JobSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const canWrite = useGrant('jobs:write');
  const { state = 'dead', kind, sort, open } = search;
  const query = useInfiniteQuery({
    ...listJobsInfiniteOptions({
      query: { state, ...(kind ? { kind } : {}), ...(sort ? { sort } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<Job>(query);
  const single = useQuery({
    ...getJobOptions({ path: { id: open ?? '' } }),
    enabled: isBeyond(list, open),
  });
  const selection = useSelection();
  const actions = useJobActions({
    onGone: () => {
      selection.clear();
      change({ open: undefined });
    },
  });
  const columns = useJobColumns();
  const chosen = list.rows.filter((job) => selection.has(job.id));
  const canSelect = canWrite && state === 'dead';
  return (
    <>
      {actions.holder}
      <PageHead title={t('title')} lead={t('lead')} />
      <FilteredList
        id="jobs"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(job) => job.id}
        filters={[
          {
            id: 'state',
            label: t('field.state'),
            isActive: Boolean(search.state),
            control: (
              <MultiFilter
                label={t('field.state')}
                value={state}
                onChange={(next) => change({ state: next === 'dead' ? undefined : next })}
                options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
              />
            ),
          },
          {
            id: 'kind',
            label: t('field.kind'),
            isActive: Boolean(kind),
            control: (
              <MultiFilter
                label={t('field.kind')}
                value={kind}
                onChange={(next) => change({ kind: next })}
                options={jobKinds.map((value) => ({ value, label: jobName(value) }))}
              />
            ),
          },
        ]}
        isFiltered={Boolean(kind || search.state)}
        onClear={() => change({ kind: undefined, state: undefined })}
        sort={sort}
        onSortChange={(next) => change({ sort: next })}
        openId={open}
        onOpen={(id) => change({ open: id })}
        emptyState={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
        {...(canSelect
          ? {
              selection,
              bulk: (
                <BulkBar count={chosen.length} onClear={selection.clear}>
                  <Button size="small" loading={actions.isReplaying} onClick={() => actions.replay(chosen)}>
                    {t('action.replay')}
                  </Button>
                  <Button size="small" danger onClick={() => actions.discard(chosen)}>
                    {t('action.discard')}
                  </Button>
                </BulkBar>
              ),
            }
          : {})}
      />
      <RowDrawer
        list={list}
        single={single}
        rowId={(job) => job.id}
        openId={open}
        onOpen={(id) => change({ open: id })}
        title={(job) => jobName(job.kind)}
      >
        {(job) => <JobDetail key={job.id} job={job} actions={actions} />}
      </RowDrawer>
    </>
  );
}
