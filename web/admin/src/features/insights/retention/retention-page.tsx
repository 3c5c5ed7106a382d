import { useNavigate, useSearch } from '@tanstack/react-router';
import { splitShown } from '../breakdown/split-shown';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { RetentionAnswer } from './retention-answer';
import { RetentionBuilder } from './retention-builder';
import { retentionSearchOf } from './retention-search';
import { useRetentionQuestion } from './use-retention-question';

export function RetentionPage() {
  const search = useSearch({ from: '/_app/insights/retention' });
  const { ask, question, figuresOf, ...asked } = useRetentionQuestion(search);
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/retention' }),
    ask,
    keep: { question, figure: search.figure, searchOf: retentionSearchOf },
  });
  return (
    <QuestionPage {...page} {...asked} builder={<RetentionBuilder search={search} set={set} />}>
      {(answer) => (
        <RetentionAnswer
          answer={answer}
          figures={figuresOf(answer)}
          {...shown}
          split={splitShown(search, go)}
          detail={search.detail}
          onDetail={(view) => go({ detail: view === 'chart' ? undefined : view })}
          figure={search.figure ?? 'rate'}
          onFigure={(figure) => go({ figure: figure === 'rate' ? undefined : figure })}
        />
      )}
    </QuestionPage>
  );
}
