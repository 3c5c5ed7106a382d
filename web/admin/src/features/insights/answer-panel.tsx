import { toProblem } from '@perennial/api-client';
import { Card, EmptyState, ErrorState, NoMatchState } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventCatalogue } from '../../shared/activity/event-catalogue';
import type { AnswerFacts } from './answer-facts';
import styles from './answer-panel.module.css';
import { NothingInSegment } from './breakdown/nothing-in-segment';

type AnswerPanelProps<Answer> = {
  query: UseQueryResult<Answer, unknown>;
  /** Whether nobody and nothing is in the answer. */
  isEmpty: (answer: Answer) => boolean;
  /** Puts the question back to its defaults. */
  onReset: () => void;
  /** Why nothing is asked yet. */
  missing?: string | undefined;
  children: (answer: Answer) => ReactNode;
};

/** Where the answer stands: on its way, refused, empty for one of two reasons, or there. */
export function AnswerPanel<Answer extends AnswerFacts>(props: AnswerPanelProps<Answer>) {
  const { query, isEmpty, onReset, missing, children } = props;
  const { t } = useTranslation('insights');
  const catalogue = useEventCatalogue();
  if (catalogue.data?.data.length === 0) return <NoEvents />;
  if (missing) {
    return (
      <Card>
        <p className={styles.missing}>{missing}</p>
      </Card>
    );
  }
  if (query.isError) return <Refusal error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 9 }} />
      </Card>
    );
  }
  if (isEmpty(query.data)) {
    const { segment_id } = query.data.question;
    return (
      <Card>
        <NoMatchState onClear={onReset}>
          {segment_id ? <NothingInSegment id={segment_id} /> : t('empty.filtered')}
        </NoMatchState>
      </Card>
    );
  }
  const broken = query.data.checks.filter(({ holds }) => !holds);
  return (
    <>
      {broken.length > 0 ? (
        <p role="alert" className={styles.broken}>
          <TriangleAlert size={15} aria-hidden="true" />
          {t('check_failed', { codes: broken.map(({ code }) => code).join(', ') })}
        </p>
      ) : null}
      {children(query.data)}
    </>
  );
}

/** What is wrong with a question stands at its fields; anything else is told as everywhere. */
function Refusal({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('insights');
  const problem = toProblem(error);
  return (
    <Card>
      {problem.errors.length > 0 ? (
        <div className={styles.refusal}>
          <h2>{t('refused.title')}</h2>
          <p>{t('refused.text', { count: problem.errors.length })}</p>
        </div>
      ) : (
        <ErrorState error={problem} onRetry={onRetry} />
      )}
    </Card>
  );
}

/** Before the first event: where they come from. */
export function NoEvents() {
  const { t } = useTranslation('insights');
  const navigate = useNavigate();
  return (
    <Card>
      <EmptyState
        title={t('empty.title')}
        action={
          <>
            <Button type="primary" onClick={() => void navigate({ to: '/settings/api-keys' })}>
              {t('empty.create_key')}
            </Button>
            <Button href="/docs" target="_blank">
              {t('empty.documentation')}
            </Button>
          </>
        }
      >
        {t('empty.text')}
      </EmptyState>
    </Card>
  );
}
