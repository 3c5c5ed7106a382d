import { listMetricsOptions } from '@perennial/api-client/queries';
import { ErrorState, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Popover, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AnswerFacts } from './answer-facts';
import styles from './answer-notes.module.css';

/** By which definition the figures were made: a figure that changes its meaning changes its version. */
export function DefinitionNote({ answer }: { answer: AnswerFacts }) {
  const { t } = useTranslation('insights');
  return (
    <Popover trigger="click" placement="topLeft" content={<Definition answer={answer} />} destroyOnHidden>
      <Button type="link" size="small" className={styles.open ?? ''}>
        {t('definition.open', { version: answer.definition.version })}
      </Button>
    </Popover>
  );
}

function Definition({ answer }: { answer: AnswerFacts }) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const metrics = useQuery({ ...listMetricsOptions(), staleTime: Number.POSITIVE_INFINITY });
  const metric = metrics.data?.data.find(({ id }) => id === answer.definition.id);
  if (metrics.isError)
    return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} compact />;
  if (!metric) return <Skeleton active paragraph={{ rows: 2 }} className={styles.definition ?? ''} />;
  const isChinese = locale.startsWith('zh');
  return (
    <div className={styles.definition}>
      <strong>{isChinese ? metric.name_zh : metric.name_en}</strong>
      <p>{isChinese ? metric.meaning_zh : metric.meaning_en}</p>
      <p>
        {t('definition.formula')} <code>{metric.formula}</code>
      </p>
      <p>{t('definition.checks')}</p>
      <ul>
        {answer.checks.map(({ code, holds }) => (
          <li key={code}>
            <code>{code}</code> {t(holds ? 'definition.holds' : 'definition.fails')}
          </li>
        ))}
      </ul>
    </div>
  );
}
