import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { FunnelAnswer } from './funnel-answer';
import { funnelSearchOf } from './funnel-search';
import { useFunnelQuestion } from './use-funnel-question';

export function FunnelTile(props: QuestionTileProps) {
  const search = funnelSearchOf(props.kept) ?? {};
  const { figuresOf, ...asked } = useFunnelQuestion(search, search.steps ?? []);
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => <FunnelAnswer answer={answer} figures={figuresOf(answer)} {...shown} />}
    </QuestionTile>
  );
}
