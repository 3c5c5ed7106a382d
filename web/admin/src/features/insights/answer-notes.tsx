import { useTranslation } from 'react-i18next';
import type { AnswerFacts } from './answer-facts';

/** By which definition the figures were made: a figure that changes its meaning changes its version. */
export function DefinitionNote({ answer }: { answer: AnswerFacts }) {
  const { t } = useTranslation('insights');
  const { id, version } = answer.definition;
  return <span>{t('definition', { id, version })}</span>;
}
