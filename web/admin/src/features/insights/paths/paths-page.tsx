import { useNavigate, useSearch } from '@tanstack/react-router';
import { splitShown } from '../breakdown/split-shown';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { PathsAnswer } from './paths-answer';
import { PathsBuilder } from './paths-builder';
import { pathsSearchOf } from './paths-search';
import { usePathsQuestion } from './use-paths-question';

export function PathsPage() {
  const search = useSearch({ from: '/_app/insights/paths' });
  const { ask, question, ...asked } = usePathsQuestion(search);
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/paths' }),
    ask,
    keep: { question, searchOf: pathsSearchOf },
  });
  return (
    <QuestionPage {...page} {...asked} builder={<PathsBuilder search={search} set={set} />}>
      {(answer) => (
        <PathsAnswer
          answer={answer}
          {...shown}
          split={splitShown(search, go)}
          // The other end would leave too little of it: from here a new exploration begins.
          onExplore={(end, name) =>
            set(end === 'start' ? { start: name, end: undefined } : { start: undefined, end: name })
          }
        />
      )}
    </QuestionPage>
  );
}
