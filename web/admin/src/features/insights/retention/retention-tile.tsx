import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { RetentionAnswer } from './retention-answer';
import { retentionSearchOf } from './retention-search';
import { useRetentionQuestion } from './use-retention-question';

export function RetentionTile(props: QuestionTileProps) {
  const search = retentionSearchOf(props.kept) ?? {};
  const { figuresOf, ...asked } = useRetentionQuestion(search);
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => (
        <RetentionAnswer
          answer={answer}
          figures={figuresOf(answer)}
          {...shown}
          split={{}}
          figure={search.figure ?? 'rate'}
          onFigure={props.onFigure}
        />
      )}
    </QuestionTile>
  );
}
