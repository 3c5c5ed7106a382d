import type { AskPathsResponse } from '@perennial/api-client';
import type { OpenCell } from '../../../shared/charts/retention-types';
import styles from './path-list.module.css';
import { PathNodeCard } from './path-node-card';
import { eventColors, linksFrom, pathParts, shownSteps, stoppedAt } from './path-parts';
import type { PathEnd } from './use-path-flow';
import { usePathWords } from './use-path-words';

type PathListProps = {
  label: string;
  answer: AskPathsResponse;
  onOpen: OpenCell;
  onExplore: ((end: PathEnd, name: string) => void) | undefined;
};

/** A flow where there is no room for one: step by step, what happens and what comes next. */
export function PathList({ label, answer, onOpen, onExplore }: PathListProps) {
  const words = usePathWords()(answer);
  const parts = pathParts(answer);
  const colors = eventColors(answer);
  const steps = shownSteps(answer);
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map(({ step, nodes }) => (
        <li key={step}>
          {/* One step is a screen long: the others wait for somebody who asks. */}
          <details className={styles.step} open={step === steps[0]?.step}>
            <summary className={styles.stepName}>
              <h3>{words.stepName(step)}</h3>
            </summary>
            <ul className={styles.nodes}>
              {nodes.map((node) => (
                <PathNodeCard
                  key={node.node}
                  node={node}
                  links={linksFrom(parts, node)}
                  color={node.name ? colors.get(node.name) : undefined}
                  stopped={stoppedAt(answer, node)}
                  most={answer.paths}
                  words={words}
                  onOpen={onOpen}
                  onExplore={onExplore}
                />
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ol>
  );
}
