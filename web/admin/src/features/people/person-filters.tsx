import { FilterBar, SearchInput } from '@perennial/ui';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { type PersonSearch, withoutFilters } from './person-search';

const roles = ['decider', 'influencer', 'payer', 'user', 'gatekeeper'] as const;

type PersonFiltersProps = {
  search: PersonSearch;
  onChange: (search: PersonSearch) => void;
  tools: ReactNode;
};

export function PersonFilters({ search, onChange, tools }: PersonFiltersProps) {
  const { t } = useTranslation(['people', 'accounts']);
  const set = (change: Partial<PersonSearch>) => onChange({ ...search, ...change });
  return (
    <FilterBar
      search={
        <SearchInput
          value={search.q ?? ''}
          placeholder={t('people:filter.search')}
          onChange={(q) => set({ q: q || undefined })}
        />
      }
      filters={[
        {
          id: 'role',
          label: t('accounts:people.role_label'),
          isActive: Boolean(search.role),
          control: (
            <MultiFilter
              label={t('accounts:people.role_label')}
              value={search.role}
              options={roles.map((value) => ({ value, label: t(`accounts:people.role.${value}`) }))}
              onChange={(role) => set({ role })}
            />
          ),
        },
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
      ]}
      onClear={() => onChange(withoutFilters(search))}
      tools={tools}
    />
  );
}
