import { askTrendsOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { periodName } from '../period-names';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { TrendsAnswer } from './trends-answer';
import { TrendsBuilder } from './trends-builder';
import { toTrendsQuestion } from './trends-search';
import { useSeriesNames } from './use-series-names';

export function TrendsPage() {
  const { locale } = useKit();
  const search = useSearch({ from: '/_app/insights/trends' });
  const { page, shown, set } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/trends' }),
    ask: askTrendsOptions({ body: toTrendsQuestion(search) }),
  });
  const namesOf = useSeriesNames();
  return (
    <QuestionPage
      {...page}
      builder={<TrendsBuilder search={search} set={set} />}
      isEmpty={({ series }) => series.every(({ values }) => values.every(({ value }) => !value))}
      titleOf={(answer, id) => {
        const names = namesOf(answer);
        for (const [index, { values }] of answer.series.entries()) {
          const at = values.findIndex(({ cell }) => cell === id);
          const start = answer.starts[at];
          if (start) return `${periodName(start, answer.question.period ?? 'day', locale)} · ${names[index]}`;
        }
        return undefined;
      }}
    >
      {(answer) => <TrendsAnswer answer={answer} {...shown} />}
    </QuestionPage>
  );
}
