import { type ModelVersion, type ScoreModel, toProblem, trainScoreModel } from '@perennial/api-client';
import { getScoreModelOptions } from '@perennial/api-client/queries';
import { Card, EmptyState, ErrorState, showToast } from '@perennial/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OperationProgress } from '../../../shared/operations/operation-progress';
import styles from './model.module.css';
import { ModelReportView } from './model-report';
import { ModelVersions } from './model-versions';

type ModelPanelProps = {
  canConfigure: boolean;
  training: string | undefined;
  onTraining: (id: string | undefined) => void;
};

const changedTags = ['leads'] as const;

/** What was learned from the outcomes of leads, and whether it is good enough to be used. */
export function ModelPanel({ canConfigure, training, onTraining }: ModelPanelProps) {
  const { t } = useTranslation('scores');
  const query = useQuery(getScoreModelOptions());
  const train = useMutation({
    mutationFn: async () => (await trainScoreModel({ throwOnError: true })).data,
    onSuccess: ({ id }) => onTraining(id),
    onError: (error) => showToast(toProblem(error).message, { tone: 'danger' }),
  });
  if (query.isPending) {
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    );
  }
  if (query.isError) {
    return (
      <Card>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  const button = canConfigure ? (
    <Button loading={train.isPending} onClick={() => train.mutate()}>
      {t('model.train')}
    </Button>
  ) : null;
  return (
    <div className={styles.panel}>
      {training ? (
        <Card>
          <OperationProgress
            id={training}
            tags={changedTags}
            title={t('model.training')}
            actions={() => (
              <Button size="small" onClick={() => onTraining(undefined)}>
                {t('model.hide')}
              </Button>
            )}
          >
            {({ result }) => (typeof result.missing === 'number' ? <Missing count={result.missing} /> : null)}
          </OperationProgress>
        </Card>
      ) : null}
      <Models found={query.data} button={button} />
    </div>
  );
}

function Missing({ count }: { count: number }) {
  const { t } = useTranslation('scores');
  return <p className={styles.note}>{t('model.missing', { count })}</p>;
}

function Models({ found, button }: { found: ScoreModel; button: React.ReactNode }) {
  const { t } = useTranslation('scores');
  const [chosen, setChosen] = useState<number>();
  const { versions, in_use: inUse } = found;
  const shown: ModelVersion | undefined =
    versions.find(({ number }) => number === chosen) ?? versions[0] ?? undefined;
  if (!shown) {
    return (
      <Card>
        <EmptyState title={t('model.empty')} action={button}>
          {found.missing > 0
            ? t('model.missing_so_far', {
                count: found.missing,
                won: found.won,
                lost: found.lost,
                fewest: found.fewest,
                each: found.fewest_of_each,
              })
            : t('model.not_trained')}
        </EmptyState>
      </Card>
    );
  }
  const place = versions.indexOf(shown);
  return (
    <>
      <ModelReportView
        version={shown}
        before={versions[place + 1]}
        isInUse={inUse?.number === shown.number}
        actions={button}
      />
      <ModelVersions versions={versions} inUse={inUse?.number} shown={shown.number} onShow={setChosen} />
    </>
  );
}
