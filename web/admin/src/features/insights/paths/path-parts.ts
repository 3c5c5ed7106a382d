import type { AskPathsResponse, PathLink, PathNode, PathsFigures } from '@perennial/api-client';

/** The paths of one group in the place of all of them: the same steps and events, with figures of its own. */
export function inGroup(answer: AskPathsResponse, group: PathsFigures): AskPathsResponse {
  const { paths, units, cell, steps, links } = group;
  return { ...answer, paths, units, cell, steps, links };
}

/** What any of the paths have here: a group has the events of everybody, also those that none of its own paths have. */
function passed({ nodes }: AskPathsResponse['steps'][number]): PathNode[] {
  return nodes.filter(({ paths }) => paths > 0);
}

/** Paths that lead to an end may all be shorter than asked for: then nothing stands at the first steps. */
export function shownSteps({ steps }: AskPathsResponse): AskPathsResponse['steps'] {
  return steps
    .map((each) => ({ step: each.step, nodes: passed(each) }))
    .filter(({ nodes }) => nodes.length > 0);
}

/** So many columns of shares stand beside each other. */
const mostEvents = 4;

/** The most frequent event of each step, as long as paths differ there: by these, groups are compared. */
export function mainEvents({ steps }: AskPathsResponse): PathParts['nodes'] {
  const events = steps.flatMap(({ step, nodes }) => {
    const node = nodes.find(({ kind }) => kind === 'event');
    return node && node.rate !== 1 ? [{ node, step }] : [];
  });
  return events.slice(0, mostEvents);
}

/** The steps of an answer looked up by what links call them. */
export type PathParts = {
  nodes: { node: PathNode; step: number }[];
  links: { link: PathLink; from: PathNode; to: PathNode; step: number }[];
};

export function pathParts({ steps, links }: AskPathsResponse): PathParts {
  const nodes = steps.flatMap((each) => passed(each).map((node) => ({ node, step: each.step })));
  const byId = new Map(nodes.map((each) => [each.node.node, each]));
  return {
    nodes,
    links: links.flatMap((link) => {
      const from = byId.get(link.from);
      const to = byId.get(link.to);
      return from && to ? [{ link, from: from.node, to: to.node, step: from.step }] : [];
    }),
  };
}

/** How many paths stop at a node; who comes to the end that was asked for does not stop. */
export function stoppedAt({ question }: AskPathsResponse, { name, ended }: PathNode): number {
  return name != null && name === question.end ? 0 : ended;
}

/** What is reached next from a node, the most frequent first. */
export function linksFrom(parts: PathParts, node: PathNode): PathParts['links'] {
  return parts.links
    .filter(({ link }) => link.from === node.node)
    .toSorted((one, other) => other.link.paths - one.link.paths);
}

/** The same event has the same colour at every step: first the ends that were asked for, then the busiest. */
export function eventColors({ steps, question }: AskPathsResponse): Map<string, number> {
  const names = steps.flatMap(({ nodes }) => nodes.flatMap(({ name }) => name ?? []));
  const asked = [question.start, question.end].filter((name) => name != null);
  return new Map([...new Set([...asked, ...names])].map((name, index) => [name, index]));
}
