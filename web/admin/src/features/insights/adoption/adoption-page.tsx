import { useNavigate, useSearch } from '@tanstack/react-router';
import { splitShown } from '../breakdown/split-shown';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { AdoptionAnswer } from './adoption-answer';
import { AdoptionBuilder } from './adoption-builder';
import { adoptionSearchOf } from './adoption-search';
import { useAdoptionQuestion } from './use-adoption-question';

export function AdoptionPage() {
  const search = useSearch({ from: '/_app/insights/adoption' });
  const { ask, question, ...asked } = useAdoptionQuestion(search);
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/adoption' }),
    ask,
    keep: { question, searchOf: adoptionSearchOf },
  });
  return (
    <QuestionPage {...page} {...asked} builder={<AdoptionBuilder search={search} set={set} />}>
      {(answer) => (
        <AdoptionAnswer
          answer={answer}
          {...shown}
          split={splitShown(search, go)}
          detail={search.detail}
          onDetail={(view) => go({ detail: view === 'chart' ? undefined : view })}
        />
      )}
    </QuestionPage>
  );
}
