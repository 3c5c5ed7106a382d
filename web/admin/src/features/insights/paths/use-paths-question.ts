import type { AskPathsResponse } from '@perennial/api-client';
import { askPathsOptions } from '@perennial/api-client/queries';
import { useTranslation } from 'react-i18next';
import { useGroupTitle } from '../breakdown/use-groups';
import { pathParts } from './path-parts';
import { type PathsSearch, toPathsQuestion } from './paths-search';
import { usePathWords } from './use-path-words';

/** The question as it is asked, and what its answer says about itself. */
export function usePathsQuestion(search: PathsSearch) {
  const { t } = useTranslation('insights');
  const wordsOf = usePathWords();
  const parameters = toPathsQuestion(search);
  const inGroup = useGroupTitle(parameters);
  return {
    question: { kind: 'paths' as const, parameters },
    ask: askPathsOptions({ body: parameters }),
    isEmpty: ({ paths }: AskPathsResponse) => paths === 0,
    titleOf: (answer: AskPathsResponse, cell: string) =>
      inGroup(answer.groups, cell, (id) => {
        if (answer.cell === id) return t('paths.list_all');
        const words = wordsOf(answer);
        const { nodes, links } = pathParts(answer);
        for (const { node, step } of nodes) {
          if (node.cells.units === id) return words.nodeTitle(node, step);
          if (node.cells.ended === id) return `${words.nodeTitle(node, step)} · ${t('paths.ended')}`;
        }
        const found = links.find(({ link }) => link.cell === id);
        return found && `${words.stepName(found.step)} · ${words.linkTitle(found.from, found.to)}`;
      }),
  };
}
