import { askTrendsOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { periodName } from '../period-names';
import { QuestionPage } from '../question-page';
import { TrendsAnswer } from './trends-answer';
import { TrendsBuilder } from './trends-builder';
import { type TrendsSearch, toTrendsQuestion } from './trends-search';
import { useSeriesNames } from './use-series-names';

export function TrendsPage() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const search = useSearch({ from: '/_app/insights/trends' });
  const navigate = useNavigate({ from: '/insights/trends' });
  const query = useQuery({
    ...askTrendsOptions({ body: toTrendsQuestion(search) }),
    placeholderData: keepPreviousData,
  });
  const namesOf = useSeriesNames();
  const go = (next: TrendsSearch) => void navigate({ search: next });
  return (
    <QuestionPage
      builder={
        <TrendsBuilder search={search} set={(change) => go({ ...search, ...change, open: undefined })} />
      }
      builderLabel={t('builder.title')}
      query={query}
      isEmpty={({ series }) => series.every(({ values }) => values.every(({ value }) => !value))}
      onReset={() => go({})}
      open={search.open}
      titleOf={(answer, id) => {
        const names = namesOf(answer);
        for (const [index, { values }] of answer.series.entries()) {
          const at = values.findIndex(({ cell }) => cell === id);
          const start = answer.starts[at];
          if (start) return `${periodName(start, answer.question.period ?? 'day', locale)} · ${names[index]}`;
        }
        return undefined;
      }}
      onClose={() => go({ ...search, open: undefined })}
    >
      {(answer) => (
        <TrendsAnswer
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
