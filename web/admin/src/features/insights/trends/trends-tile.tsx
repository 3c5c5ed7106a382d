import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { TrendsAnswer } from './trends-answer';
import { trendsSearchOf } from './trends-search';
import { useTrendsQuestion } from './use-trends-question';

export function TrendsTile(props: QuestionTileProps) {
  const asked = useTrendsQuestion(trendsSearchOf(props.kept) ?? {});
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => <TrendsAnswer answer={answer} {...shown} split={{}} />}
    </QuestionTile>
  );
}
