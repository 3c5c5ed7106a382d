import { toProblem } from '@perennial/api-client';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { AnswerFacts } from './answer-facts';
import { AnswerPanel } from './answer-panel';
import styles from './builder.module.css';
import { QuestionProblems } from './question-problems';
import { SaveActions } from './saved/save-actions';
import { SavedLine } from './saved/saved-line';
import type { Kept } from './saved/use-kept-question';

const DrillDrawer = lazy(() => import('./drill-drawer'));

type QuestionPageProps<Answer> = {
  /** The fields of the question. */
  builder: ReactNode;
  builderLabel: string;
  query: UseQueryResult<Answer, unknown>;
  isEmpty: (answer: Answer) => boolean;
  onReset: () => void;
  missing?: string | undefined;
  /** The cell whose list is open, and what it is called. */
  open: string | undefined;
  titleOf: (answer: Answer, cell: string) => string | undefined;
  onClose: () => void;
  /** How it is saved, where it can be. */
  kept?: Kept | undefined;
  children: (answer: Answer) => ReactNode;
};

/** A question above, its answer below, and the list behind a figure beside it. */
export function QuestionPage<Answer extends AnswerFacts>(props: QuestionPageProps<Answer>) {
  const { builder, builderLabel, query, open, titleOf, onClose, kept } = props;
  const problems = query.isError ? toProblem(query.error).errors : [];
  return (
    <>
      {kept ? (
        <>
          <SaveActions kept={kept} />
          <SavedLine kept={kept} />
        </>
      ) : null}
      <QuestionProblems value={problems}>
        <section className={styles.builder} aria-label={builderLabel}>
          {builder}
        </section>
      </QuestionProblems>
      <AnswerPanel {...props} />
      <Suspense fallback={null}>
        {open && query.data ? (
          <DrillDrawer
            key={open}
            drill={query.data.drill}
            cell={open}
            title={titleOf(query.data, open)}
            onClose={onClose}
          />
        ) : null}
      </Suspense>
    </>
  );
}
