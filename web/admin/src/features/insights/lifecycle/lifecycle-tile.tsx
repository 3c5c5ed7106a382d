import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { LifecycleAnswer } from './lifecycle-answer';
import { lifecycleSearchOf } from './lifecycle-search';
import { useLifecycleQuestion } from './use-lifecycle-question';

export function LifecycleTile(props: QuestionTileProps) {
  const asked = useLifecycleQuestion(lifecycleSearchOf(props.kept) ?? {});
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => <LifecycleAnswer answer={answer} {...shown} split={{}} />}
    </QuestionTile>
  );
}
