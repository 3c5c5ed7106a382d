import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { StickinessAnswer } from './stickiness-answer';
import { stickinessSearchOf } from './stickiness-search';
import { useStickinessQuestion } from './use-stickiness-question';

export function StickinessTile(props: QuestionTileProps) {
  const search = stickinessSearchOf(props.kept) ?? {};
  const asked = useStickinessQuestion(search);
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => (
        <StickinessAnswer
          answer={answer}
          {...shown}
          split={{}}
          counting={search.counting ?? 'exactly'}
          onCounting={props.onFigure}
        />
      )}
    </QuestionTile>
  );
}
