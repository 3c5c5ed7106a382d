import { askStickinessOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayField } from '../day-field';
import { EventField } from '../event-field';
import { QuestionPage } from '../question-page';
import { PeriodField, UnitField } from '../unit-fields';
import { StickinessAnswer } from './stickiness-answer';
import { type StickinessSearch, toStickinessQuestion } from './stickiness-search';

export function StickinessPage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/stickiness' });
  const navigate = useNavigate({ from: '/insights/stickiness' });
  const query = useQuery({
    ...askStickinessOptions({ body: toStickinessQuestion(search) }),
    placeholderData: keepPreviousData,
  });
  const go = (next: StickinessSearch) => void navigate({ search: next });
  const set = (change: Partial<StickinessSearch>) => go({ ...search, ...change, open: undefined });
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
          <PeriodField value={search.period} usual="day" onChange={(period) => set({ period })} />
          <DayField
            label={t('builder.from')}
            pointer="/from_on"
            value={search.from}
            onChange={(from) => set({ from })}
          />
          <DayField
            label={t('builder.to')}
            pointer="/to_on"
            value={search.to}
            onChange={(to) => set({ to })}
          />
        </>
      }
      builderLabel={t('builder.title')}
      query={query}
      isEmpty={({ units }) => units === 0}
      onReset={() => go({})}
      open={search.open}
      titleOf={({ exactly, at_least, question }, id) => {
        const period = question.period ?? 'day';
        const exact = exactly.find(({ cell }) => cell === id);
        if (exact) return t(`stickiness.exactly_${period}`, { count: exact.periods });
        const least = at_least.find(({ cell }) => cell === id);
        return least && t(`stickiness.at_least_${period}`, { count: least.periods });
      }}
      onClose={() => go({ ...search, open: undefined })}
    >
      {(answer) => (
        <StickinessAnswer
          answer={answer}
          isRefreshing={query.isPlaceholderData}
          view={search.view ?? 'chart'}
          onView={(view) => go({ ...search, view: view === 'chart' ? undefined : view })}
          counting={search.counting ?? 'exactly'}
          onCounting={(counting) =>
            go({ ...search, counting: counting === 'exactly' ? undefined : counting })
          }
          onOpen={(open) => go({ ...search, open })}
        />
      )}
    </QuestionPage>
  );
}
