import type { AskPathsResponse, PathNode } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import type { Flow, FlowTip } from '../../../shared/charts/flow-types';
import { eventColors, pathParts, shownSteps, stoppedAt } from './path-parts';
import { usePathWords } from './use-path-words';

/** A paths answer as columns and bands, with what their tips say. */
export function usePathFlow(answer: AskPathsResponse, isExplorable: boolean): Flow {
  const { t } = useTranslation(['insights', 'charts']);
  const words = usePathWords()(answer);
  const parts = pathParts(answer);
  const steps = shownSteps(answer).map(({ step }) => step);
  const colors = eventColors(answer);
  const unit = t(`charts:unit.${answer.unit}`);
  const row = (name: string, figure: string) => ({ name, figure });
  const notes = [...(words.small ? [words.small] : []), t('insights:paths.click')];
  const nodeTip = (node: PathNode, step: number): FlowTip => ({
    title: words.nodeTitle(node, step),
    rows: [
      row(t('insights:paths.paths'), words.count(node.paths)),
      row(t('insights:paths.share'), words.share(node)),
      row(unit, words.count(node.units)),
      row(t('insights:paths.ended'), words.count(node.ended)),
      ...(node.went_on > 0 ? [row(t('insights:paths.went_on'), words.count(node.went_on))] : []),
    ],
    notes,
    actions:
      isExplorable && node.name
        ? [
            { label: t('insights:paths.from_here'), action: actionWord('start', node.name) },
            { label: t('insights:paths.to_here'), action: actionWord('end', node.name) },
          ]
        : [],
  });
  return {
    steps: steps.map((step) => words.stepName(step)),
    nodes: parts.nodes.map(({ node, step }) => ({
      id: node.node,
      step: steps.indexOf(step),
      label: words.nodeName(node),
      color: node.name ? colors.get(node.name) : undefined,
      value: node.paths,
      ended: stoppedAt(answer, node),
      tip: nodeTip(node, step),
    })),
    links: parts.links.map(({ link, from, to }) => ({
      from: link.from,
      to: link.to,
      value: link.paths,
      tip: {
        title: words.linkTitle(from, to),
        rows: [
          row(t('insights:paths.paths'), words.count(link.paths)),
          row(unit, words.count(link.units)),
          row(t('insights:paths.median'), words.median(link)),
        ],
        notes,
        actions: [],
      },
    })),
  };
}

export type PathEnd = 'start' | 'end';

/** What a button of a tip says it does: names of events may have any character. */
export function actionWord(end: PathEnd, name: string): string {
  return `${end}:${name}`;
}

export function actionOf(word: string): { end: PathEnd; name: string } {
  const [end, ...rest] = word.split(':');
  return { end: end === 'end' ? 'end' : 'start', name: rest.join(':') };
}
