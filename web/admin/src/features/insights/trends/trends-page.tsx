import { useNavigate, useSearch } from '@tanstack/react-router';
import { splitShown } from '../breakdown/split-shown';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { TrendsAnswer } from './trends-answer';
import { TrendsBuilder } from './trends-builder';
import { trendsSearchOf } from './trends-search';
import { useTrendsQuestion } from './use-trends-question';

export function TrendsPage() {
  const search = useSearch({ from: '/_app/insights/trends' });
  const { ask, question, ...asked } = useTrendsQuestion(search);
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/trends' }),
    ask,
    keep: { question, searchOf: trendsSearchOf },
  });
  return (
    <QuestionPage {...page} {...asked} builder={<TrendsBuilder search={search} set={set} />}>
      {(answer) => (
        <TrendsAnswer
          answer={answer}
          {...shown}
          split={splitShown(search, go)}
          line={search.line}
          onLine={(line) => go({ line: line || undefined })}
        />
      )}
    </QuestionPage>
  );
}
