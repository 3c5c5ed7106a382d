import type { FormSubmission, LeadForm } from '@perennial/api-client';
import { cursorPaging, listFormSubmissionsInfiniteOptions } from '@perennial/api-client/queries';
import { Card, DateTime, ErrorState, Facts, StatusTag } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import styles from './form-submissions.module.css';

/** What visitors sent and what became of it, also what looks like a program's. */
export function FormSubmissions({ form }: { form: LeadForm }) {
  const { t } = useTranslation('lead-forms');
  const query = useInfiniteQuery({
    ...listFormSubmissionsInfiniteOptions({ path: { id: form.id }, query: { limit: 20 } }),
    ...cursorPaging,
    initialPageParam: { path: { id: form.id } },
  });
  const { rows } = useList<FormSubmission>(query);
  const labels = new Map(form.fields.map(({ key, label }) => [key, label]));
  const summary = form.double_opt_in
    ? t('submissions.summary', {
        pending: form.pending_count,
        confirmed: form.confirmed_count,
        expired: form.expired_count,
      })
    : undefined;
  return (
    <Card title={t('submissions.title')} summary={summary}>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && rows.length === 0 ? <p>{t('submissions.nothing')}</p> : null}
      {rows.length > 0 ? (
        <ol className={styles.list}>
          {rows.map((submission) => (
            <SubmissionRow key={submission.id} submission={submission} labels={labels} />
          ))}
        </ol>
      ) : null}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('submissions.more')}
        </Button>
      ) : null}
    </Card>
  );
}

const tones = {
  lead_created: 'success',
  lead_touched: 'success',
  pending: 'info',
  expired: 'neutral',
  suspected_spam: 'warning',
} as const;

function SubmissionRow({
  submission,
  labels,
}: {
  submission: FormSubmission;
  labels: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation('lead-forms');
  const facts = Object.entries(submission.answers).map(([key, value]) => ({
    label: labels.get(key) ?? key,
    value,
  }));
  return (
    <li className={styles.submission}>
      <div className={styles.head}>
        <StatusTag tone={tones[submission.outcome]}>
          {t(`submissions.outcome.${submission.outcome}`)}
        </StatusTag>
        <DateTime at={submission.created_at} />
        {submission.lead_id ? (
          <Link to="/leads/$leadId" params={{ leadId: submission.lead_id }}>
            {t('submissions.lead')}
          </Link>
        ) : null}
      </div>
      <Facts facts={facts} />
      {submission.outcome === 'pending' && submission.confirm_by ? (
        <p className={styles.note}>
          {t('submissions.confirm_by')} <DateTime at={submission.confirm_by} />
        </p>
      ) : null}
    </li>
  );
}
