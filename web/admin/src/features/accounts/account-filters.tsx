import { type Filter, FilterBar, formatDateTime, SearchInput, useKit } from '@perennial/ui';
import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkedFilter } from '../../shared/filters/linked-filter';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { WordsFilter } from '../../shared/filters/words-filter';
import { useMemberOptions } from '../../shared/members/member-select';
import { usePlans } from '../../shared/plans/use-plans';
import { type AccountSearch, lifecycleStages, renewsWithin, withoutFilters } from './account-search';

type AccountFiltersProps = {
  search: AccountSearch;
  onChange: (search: AccountSearch) => void;
  tools: ReactNode;
};

/** The filters of the list, bound to the address. */
export function AccountFilters({ search, onChange, tools }: AccountFiltersProps) {
  const { t } = useTranslation('accounts');
  const set = (change: Partial<AccountSearch>) => onChange({ ...search, ...change });
  return (
    <FilterBar
      search={
        <SearchInput
          value={search.q ?? ''}
          placeholder={t('filter.search')}
          onChange={(q) => set({ q: q || undefined })}
        />
      }
      filters={useFilters(search, set)}
      onClear={() => onChange(withoutFilters(search))}
      tools={tools}
    />
  );
}

function useFilters(search: AccountSearch, set: (change: Partial<AccountSearch>) => void): Filter[] {
  const { t } = useTranslation(['accounts', 'timeline']);
  const members = useMemberOptions();
  const plans = usePlans();
  const multi = (
    id: 'lifecycle_stage' | 'owner_id' | 'plan_id',
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
  const words = (id: 'industry' | 'region' | 'city' | 'tag', label: string): Filter => ({
    id,
    label,
    isActive: Boolean(search[id]),
    control: <WordsFilter label={label} value={search[id]} onChange={(value) => set({ [id]: value })} />,
  });
  const leadsSince = useLeadsSince(search, set);
  return [
    ...leadsSince,
    multi(
      'lifecycle_stage',
      t('accounts:field.lifecycle_stage'),
      lifecycleStages.map((value) => ({ value, label: t(`timeline:word.lifecycle_stage.${value}`) })),
    ),
    multi('owner_id', t('accounts:field.owner'), [
      { value: 'me', label: t('accounts:filter.mine') },
      { value: 'none', label: t('accounts:unassigned') },
      ...members,
    ]),
    {
      id: 'renews',
      label: t('accounts:field.renews_on'),
      isActive: Boolean(search.renews || search.renews_on_gte || search.renews_on_lt),
      control: <RenewsFilter search={search} set={set} />,
    },
    multi(
      'plan_id',
      t('accounts:field.plan'),
      plans.map(({ id, name }) => ({ value: id, label: name })),
    ),
    words('industry', t('accounts:field.industry')),
    words('region', t('accounts:field.region')),
    words('city', t('accounts:field.city')),
    words('tag', t('accounts:field.tags')),
    {
      id: 'archived',
      label: t('accounts:filter.archived'),
      isActive: Boolean(search.archived),
      control: (
        <Checkbox
          checked={Boolean(search.archived)}
          onChange={({ target }) => set({ archived: target.checked || undefined })}
        >
          {t('accounts:filter.archived')}
        </Checkbox>
      ),
    },
  ];
}

/** Set by a link only, and in front then: it says what the list is about. */
function useLeadsSince(search: AccountSearch, set: (change: Partial<AccountSearch>) => void): Filter[] {
  const { t } = useTranslation('accounts');
  const { locale, timeZone } = useKit();
  const { lead_created_at_gte: since } = search;
  if (!since) return [];
  const label = t('filter.lead_created_since');
  const at = new Date(since);
  // What is no time is shown as it came: the server says what is wrong with it.
  const time = Number.isNaN(at.getTime()) ? since : formatDateTime(at, locale, timeZone);
  return [
    {
      id: 'lead_created_at_gte',
      label,
      isActive: true,
      control: (
        <LinkedFilter
          label={label}
          value={since}
          text={t('filter.lead_created_since_time', { time })}
          onClear={() => set({ lead_created_at_gte: undefined })}
        />
      ),
    },
  ];
}

type RenewsFilterProps = { search: AccountSearch; set: (change: Partial<AccountSearch>) => void };

/** Ranges by word; a link may carry days of its own, which are shown as they are. */
function RenewsFilter({ search, set }: RenewsFilterProps) {
  const { t } = useTranslation('accounts');
  const { renews_on_gte: from, renews_on_lt: to } = search;
  const own = from || to ? [{ value: 'own', label: `${from ?? '…'} – ${to ?? '…'}` }] : [];
  return (
    <Select<string>
      allowClear
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      aria-label={t('field.renews_on')}
      placeholder={t('field.renews_on')}
      value={search.renews ?? own[0]?.value ?? null}
      options={[...renewsWithin.map((value) => ({ value, label: t(`filter.renews_${value}`) })), ...own]}
      onChange={(chosen) =>
        set({
          renews: renewsWithin.find((each) => each === chosen),
          renews_on_gte: chosen === 'own' ? from : undefined,
          renews_on_lt: chosen === 'own' ? to : undefined,
        })
      }
    />
  );
}
