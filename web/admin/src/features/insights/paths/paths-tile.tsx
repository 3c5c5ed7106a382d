import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { PathsAnswer } from './paths-answer';
import { pathsSearchOf } from './paths-search';
import { usePathsQuestion } from './use-paths-question';

export function PathsTile(props: QuestionTileProps) {
  const asked = usePathsQuestion(pathsSearchOf(props.kept) ?? {});
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => <PathsAnswer answer={answer} {...shown} split={{}} />}
    </QuestionTile>
  );
}
