import type { AskPathsResponse, PathLink, PathNode } from '@perennial/api-client';

/** Paths that lead to an end may all be shorter than asked for: then nothing stands at the first steps. */
export function shownSteps({ steps }: AskPathsResponse): AskPathsResponse['steps'] {
  return steps.filter(({ nodes }) => nodes.length > 0);
}

/** The steps of an answer looked up by what links call them. */
export type PathParts = {
  nodes: { node: PathNode; step: number }[];
  links: { link: PathLink; from: PathNode; to: PathNode; step: number }[];
};

export function pathParts({ steps, links }: AskPathsResponse): PathParts {
  const nodes = steps.flatMap(({ step, nodes: all }) => all.map((node) => ({ node, step })));
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
