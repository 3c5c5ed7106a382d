import type { Job } from '@perennial/api-client';
import { DateTime, Facts } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { JsonBlock } from '../parts/json-block';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { JobTag } from './job-tag';
import type { JobActions } from './use-job-actions';

export function JobDetail({ job, actions }: { job: Job; actions: JobActions }) {
  const { t } = useTranslation('jobs');
  const canWrite = useGrant('jobs:write');
  return (
    <div className={styles.stack}>
      <Facts
        facts={[
          { label: t('field.state'), value: <JobTag job={job} /> },
          { label: t('field.id'), value: <code className={styles.mono}>{job.id}</code> },
          {
            label: t('field.attempts'),
            value: t('attempts_of', { count: job.attempts, total: job.max_attempts }),
          },
          { label: t('field.created_at'), value: <DateTime at={job.created_at} /> },
          { label: t('field.updated_at'), value: <DateTime at={job.updated_at} /> },
          ...(job.state === 'dead'
            ? []
            : [{ label: t('field.run_at'), value: <DateTime at={job.run_at} /> }]),
        ]}
      />
      {canWrite && job.state === 'dead' ? (
        <div className={styles.actions}>
          <Button type="primary" loading={actions.isReplaying} onClick={() => actions.replay([job])}>
            {t('action.replay')}
          </Button>
          <Button danger onClick={() => actions.discard([job])}>
            {t('action.discard')}
          </Button>
        </div>
      ) : null}
      {job.last_error ? (
        <Section title={t('field.last_error')}>
          <p className={`${styles.mono} ${styles.wrap}`}>{job.last_error}</p>
        </Section>
      ) : null}
      <Section title={t('payload')}>
        <JsonBlock value={job.payload} label={t('payload')} />
      </Section>
    </div>
  );
}
