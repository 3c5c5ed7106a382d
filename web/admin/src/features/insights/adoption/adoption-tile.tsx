import { QuestionTile, type QuestionTileProps } from '../question-tile';
import { AdoptionAnswer } from './adoption-answer';
import { adoptionSearchOf } from './adoption-search';
import { useAdoptionQuestion } from './use-adoption-question';

export function AdoptionTile(props: QuestionTileProps) {
  const asked = useAdoptionQuestion(adoptionSearchOf(props.kept) ?? {});
  return (
    <QuestionTile {...props} {...asked}>
      {(answer, shown) => <AdoptionAnswer answer={answer} {...shown} split={{}} />}
    </QuestionTile>
  );
}
