import type { AskAdoptionResponse } from '@perennial/api-client';
import { askAdoptionOptions } from '@perennial/api-client/queries';
import { useTranslation } from 'react-i18next';
import { useGroupTitle } from '../breakdown/use-groups';
import { type AdoptionSearch, toAdoptionQuestion } from './adoption-search';
import { useAdoptionWords } from './use-adoption-words';

export const featureLists = ['adopters', 'new', 'kept', 'earlier', 'lost', 'others'] as const;

/** The question as it is asked, and what its answer says about itself. */
export function useAdoptionQuestion(search: AdoptionSearch) {
  const { t } = useTranslation('insights');
  const words = useAdoptionWords();
  const parameters = toAdoptionQuestion(search);
  const inGroup = useGroupTitle(parameters);
  return {
    question: { kind: 'adoption' as const, parameters },
    ask: askAdoptionOptions({ body: parameters }),
    isEmpty: ({ active }: AskAdoptionResponse) => active === 0,
    titleOf: (answer: AskAdoptionResponse, whole: string) =>
      inGroup(answer.groups, whole, (id) => {
        if (answer.cell === id) return t('adoption.active');
        for (const use of answer.features) {
          const list = featureLists.find((each) => use.cells[each] === id);
          if (list) return `${words.name(use)} · ${t(`adoption.${list}`)}`;
        }
        const breadth = answer.breadth.find(({ cell }) => cell === id);
        return breadth && words.breadth(breadth.count);
      }),
  };
}
