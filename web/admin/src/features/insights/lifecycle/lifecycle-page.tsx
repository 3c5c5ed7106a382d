import { askLifecycleOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayField } from '../day-field';
import { EventField } from '../event-field';
import { NumberField } from '../number-field';
import { periodName } from '../period-names';
import { QuestionPage } from '../question-page';
import { PeriodField, UnitField } from '../unit-fields';
import { LifecycleAnswer } from './lifecycle-answer';
import { type LifecycleSearch, lifecycleParts, toLifecycleQuestion } from './lifecycle-search';

const usualPeriods = 12;

export function LifecyclePage() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const search = useSearch({ from: '/_app/insights/lifecycle' });
  const navigate = useNavigate({ from: '/insights/lifecycle' });
  const query = useQuery({
    ...askLifecycleOptions({ body: toLifecycleQuestion(search) }),
    placeholderData: keepPreviousData,
  });
  const go = (next: LifecycleSearch) => void navigate({ search: next });
  const set = (change: Partial<LifecycleSearch>) => go({ ...search, ...change, open: undefined });
  return (
    <QuestionPage
      builder={
        <>
          <EventField
            label={t('builder.event')}
            pointer="/event"
            value={search.event}
            onChange={(event) => set({ event })}
          />
          <UnitField value={search.unit} onChange={(unit) => set({ unit })} />
          <PeriodField value={search.period} usual="week" onChange={(period) => set({ period })} />
          <DayField
            label={t('lifecycle.first')}
            pointer="/first_on"
            value={search.first}
            onChange={(first) => set({ first })}
          />
          <NumberField
            label={t('lifecycle.periods')}
            pointer="/periods"
            value={search.periods ?? usualPeriods}
            min={1}
            max={120}
            onChange={(count) => set({ periods: count === usualPeriods ? undefined : count })}
          />
        </>
      }
      builderLabel={t('builder.title')}
      query={query}
      isEmpty={({ rows }) => rows.every(({ active, dormant }) => active === 0 && dormant === 0)}
      onReset={() => go({})}
      open={search.open}
      titleOf={({ rows, question }, id) => {
        for (const row of rows) {
          const part = lifecycleParts.find((each) => row.cells[each] === id);
          if (part)
            return `${periodName(row.starts_on, question.period ?? 'week', locale)} · ${t(`lifecycle.${part}`)}`;
        }
        return undefined;
      }}
      onClose={() => go({ ...search, open: undefined })}
    >
      {(answer) => (
        <LifecycleAnswer
          answer={answer}
          isRefreshing={query.isPlaceholderData}
          view={search.view ?? 'chart'}
          onView={(view) => go({ ...search, view: view === 'chart' ? undefined : view })}
          onOpen={(open) => go({ ...search, open })}
        />
      )}
    </QuestionPage>
  );
}
