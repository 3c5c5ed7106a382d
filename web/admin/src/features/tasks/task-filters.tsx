import { FilterBar, SearchInput } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { SingleFilter } from '../../shared/filters/single-filter';
import { useMemberOptions } from '../../shared/members/member-select';
import { dueWords, type TaskSearch } from './task-search';

type TaskFiltersProps = {
  search: TaskSearch;
  onChange: (search: TaskSearch) => void;
  tools: ReactNode;
};

export function TaskFilters({ search, onChange, tools }: TaskFiltersProps) {
  const { t } = useTranslation(['tasks', 'work']);
  const members = useMemberOptions();
  const set = (change: Partial<TaskSearch>) => onChange({ ...search, ...change });
  const multi = (
    id: 'owner_id' | 'state' | 'priority' | 'subject_type',
    label: string,
    options: { value: string; label: string }[],
  ) => ({
    id,
    label,
    isActive: Boolean(search[id]),
    control: (
      <MultiFilter
        label={label}
        value={search[id] ?? (id === 'state' ? 'open' : undefined)}
        options={options}
        onChange={(value) => set({ [id]: value })}
      />
    ),
  });
  return (
    <FilterBar
      search={
        <SearchInput
          value={search.q ?? ''}
          placeholder={t('tasks:filter.search')}
          onChange={(q) => set({ q: q || undefined })}
        />
      }
      filters={[
        multi('owner_id', t('work:task.owner'), [
          { value: 'me', label: t('tasks:filter.mine') },
          { value: 'none', label: t('work:member.nobody') },
          ...members,
        ]),
        multi(
          'state',
          t('tasks:field.state'),
          (['open', 'done'] as const).map((value) => ({ value, label: t(`tasks:state.${value}`) })),
        ),
        {
          id: 'due',
          label: t('work:task.due'),
          isActive: Boolean(search.due),
          control: (
            <SingleFilter
              label={t('work:task.due')}
              value={search.due}
              options={dueWords.map((value) => ({ value, label: t(`tasks:filter.due_${value}`) }))}
              onChange={(due) => set({ due })}
            />
          ),
        },
        multi(
          'priority',
          t('work:task.priority_label'),
          (['urgent', 'high', 'normal', 'low'] as const).map((value) => ({
            value,
            label: t(`work:task.priority.${value}`),
          })),
        ),
        multi(
          'subject_type',
          t('tasks:field.subject'),
          (['lead', 'account', 'person'] as const).map((value) => ({
            value,
            label: t(`tasks:subject.${value}`),
          })),
        ),
      ]}
      onClear={() => onChange({ sort: search.sort } as TaskSearch)}
      tools={tools}
    />
  );
}
