import { describe, expect, it } from 'vitest';
import { examplePaths } from './example-paths';
import { eventColors, linksFrom, pathParts, shownSteps, stoppedAt } from './path-parts';

describe('the parts of a paths answer', () => {
  const parts = pathParts(examplePaths);

  it('keep the order of the answer: a drawing tells a part by its place', () => {
    expect(parts.nodes.map(({ node }) => node.node)).toEqual(['1.0', '1.1', '2.0', '2.1']);
    expect(parts.links.map(({ link }) => link.cell)).toEqual(['link.1.0.1', 'link.1.0.0']);
  });

  it('tell what comes next, the most frequent first', () => {
    const [first] = parts.nodes;
    expect(first && linksFrom(parts, first.node).map(({ to }) => to.name)).toEqual(['exported', 'opened']);
  });

  it('leave out steps that no path is long enough for', () => {
    const { steps } = examplePaths;
    const shown = shownSteps({ ...examplePaths, steps: [{ step: 0, nodes: [] }, ...steps] });
    expect(shown.map(({ step }) => step)).toEqual([1, 2]);
  });

  it('give an event the same colour at every step, and none to the others', () => {
    expect([...eventColors(examplePaths)]).toEqual([
      ['opened', 0],
      ['exported', 1],
    ]);
  });

  it('tell whom the flow loses: not those who come to the end that was asked for', () => {
    const asked = { ...examplePaths, question: { ...examplePaths.question, end: 'exported' } };
    const stopped = pathParts(asked).nodes.map(({ node }) => stoppedAt(asked, node));
    expect(stopped).toEqual([10, 10, 0, 0]);
  });

  it('give the ends that were asked for the first colours', () => {
    const asked = { ...examplePaths, question: { ...examplePaths.question, end: 'exported' } };
    expect(eventColors(asked).get('exported')).toBe(0);
  });
});
