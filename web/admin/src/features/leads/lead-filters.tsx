import type { ResponseState } from '@perennial/api-client';
import {
  type Filter,
  FilterBar,
  formatDateTime,
  stages as journey,
  SearchInput,
  useKit,
} from '@perennial/ui';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { SingleFilter } from '../../shared/filters/single-filter';
import { WordsFilter } from '../../shared/filters/words-filter';
import { useMemberOptions } from '../../shared/members/member-select';
import { AnalysisFilter, hasAnalysisFilter } from './analysis-filter';
import { createdWithin, dueWords, type LeadSearch, withoutFilters } from './lead-search';
import { useLeadStages } from './use-lead-stages';
import { validities } from './validity/validity-words';

const responseStates = ['due', 'paused', 'met', 'breached'] as const satisfies ResponseState[];
const moreFilters = ['without_next_step', 'waiting', 'duplicate', 'archived'] as const;

type LeadFiltersProps = {
  search: LeadSearch;
  onChange: (search: LeadSearch) => void;
  /** The board's columns are the stages already. */
  withoutStage?: boolean;
  tools?: ReactNode;
};

/** The filters that list and board share, bound to the address. */
export function LeadFilters({ search, onChange, withoutStage = false, tools }: LeadFiltersProps) {
  const { t } = useTranslation('leads');
  const set = (change: Partial<LeadSearch>) => onChange({ ...search, ...change });
  const stages = useLeadStages();
  const filters = useCommonFilters(search, set);
  const stage: Filter = {
    id: 'stage_id',
    label: t('field.stage'),
    isActive: Boolean(search.stage_id),
    control: (
      <MultiFilter
        label={t('field.stage')}
        value={search.stage_id}
        options={stages.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(stage_id) => set({ stage_id })}
      />
    ),
  };
  return (
    <FilterBar
      search={
        <SearchInput
          value={search.q ?? ''}
          placeholder={t('filter.search')}
          onChange={(q) => set({ q: q || undefined })}
        />
      }
      filters={withoutStage ? filters : [stage, ...filters]}
      onClear={() => onChange(withoutFilters(search))}
      tools={tools}
    />
  );
}

function useCommonFilters(search: LeadSearch, set: (change: Partial<LeadSearch>) => void): Filter[] {
  const { t } = useTranslation(['leads', 'validity', 'kit']);
  const channels = useChannels();
  const campaigns = useCampaigns();
  const members = useMemberOptions();
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const multi = (
    id: 'channel_id' | 'owner_id' | 'campaign_id' | 'status_type' | 'validity' | 'grade' | 'response_state',
    label: string,
    options: { value: string; label: string }[],
  ): Filter => ({
    id,
    label,
    isActive: Boolean(search[id]),
    control: (
      <MultiFilter
        label={label}
        value={search[id]}
        options={options}
        onChange={(value) => set({ [id]: value })}
      />
    ),
  });
  const grades = ['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3'];
  const statuses = ['open', 'ongoing', 'on_hold', 'won', 'lost'] as const;
  const analysis: Filter = {
    id: 'analysis',
    label: t('filter.analysis'),
    isActive: true,
    control: <AnalysisFilter search={search} set={set} />,
  };
  return [
    // Only there when a figure led here.
    ...(hasAnalysisFilter(search) ? [analysis] : []),
    multi('channel_id', t('field.channel'), channels.map(named)),
    multi('owner_id', t('field.owner'), [
      { value: 'me', label: t('filter.mine') },
      { value: 'none', label: t('unassigned') },
      ...members,
    ]),
    {
      id: 'created',
      label: t('field.created'),
      isActive: Boolean(search.created || search.created_at_gte || search.created_at_lt),
      control: <CreatedFilter search={search} set={set} />,
    },
    {
      id: 'due',
      label: t('filter.due'),
      isActive: Boolean(search.due),
      control: (
        <SingleFilter
          label={t('filter.due')}
          value={search.due}
          options={dueWords.map((value) => ({ value, label: t(`filter.due_${value}`) }))}
          onChange={(due) => set({ due })}
        />
      ),
    },
    multi(
      'status_type',
      t('field.status'),
      statuses.map((value) => ({ value, label: t(`status.${value}`) })),
    ),
    multi(
      'validity',
      t('validity:field'),
      validities.map((value) => ({ value, label: t(`validity:word.${value}`) })),
    ),
    multi(
      'grade',
      t('score.filter'),
      grades.map((value) => ({ value, label: value })),
    ),
    multi(
      'response_state',
      t('field.response'),
      responseStates.map((value) => ({ value, label: t(`response.${value}`) })),
    ),
    multi('campaign_id', t('field.campaign'), campaigns.map(named)),
    {
      id: 'reached',
      label: t('filter.reached'),
      isActive: Boolean(search.reached),
      control: (
        <SingleFilter
          label={t('filter.reached')}
          value={search.reached}
          options={journey.map((value) => ({ value, label: t(`kit:stage.${value}`) }))}
          onChange={(reached) => set({ reached })}
        />
      ),
    },
    {
      id: 'tag',
      label: t('field.tags'),
      isActive: Boolean(search.tag),
      control: <WordsFilter label={t('field.tags')} value={search.tag} onChange={(tag) => set({ tag })} />,
    },
    {
      id: 'duplicate',
      label: t('filter.more'),
      isActive: moreFilters.some((key) => search[key]),
      control: (
        <Select<string[]>
          mode="multiple"
          allowClear
          style={{ width: '100%' }}
          aria-label={t('filter.more')}
          placeholder={t('filter.more')}
          value={moreFilters.filter((key) => search[key])}
          options={moreFilters.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(chosen) =>
            set(Object.fromEntries(moreFilters.map((key) => [key, chosen.includes(key) || undefined])))
          }
        />
      ),
    },
  ];
}

type SetSearch = { search: LeadSearch; set: (change: Partial<LeadSearch>) => void };

/** Ranges by word; a link from a chart may carry a range of its own, which is shown as it is. */
function CreatedFilter({ search, set }: SetSearch) {
  const { t } = useTranslation('leads');
  const { locale, timeZone } = useKit();
  const { created_at_gte: from, created_at_lt: to } = search;
  const moment = (at: string | undefined) => (at ? formatDateTime(new Date(at), locale, timeZone) : '…');
  const own = from || to ? [{ value: 'own', label: `${moment(from)} – ${moment(to)}` }] : [];
  return (
    <Select<string>
      allowClear
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      aria-label={t('field.created')}
      placeholder={t('field.created')}
      value={search.created ?? own[0]?.value ?? null}
      options={[...createdWithin.map((value) => ({ value, label: t(`filter.created_${value}`) })), ...own]}
      onChange={(chosen) =>
        set({
          created: createdWithin.find((each) => each === chosen),
          created_at_gte: chosen === 'own' ? from : undefined,
          created_at_lt: chosen === 'own' ? to : undefined,
        })
      }
    />
  );
}
