import { type Import, ifMatch, runImport, toProblem } from '@perennial/api-client';
import { getImportQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { Card } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../forms/form-problem';
import { OperationProgress } from '../../shared/operations/operation-progress';
import { keepOperation } from '../../shared/operations/use-operation';
import { ImportCounts } from './import-counts';
import { ImportErrors } from './import-errors';
import styles from './imports.module.css';

type CheckStepProps = { found: Import; onBack: () => void };

/** The trial run: what would be created and updated, and every row that has a mistake. */
export function CheckStep({ found, onBack }: CheckStepProps) {
  const { t } = useTranslation('imports');
  if (found.state === 'checking' && found.operation_id) {
    return (
      <Card>
        <OperationProgress id={found.operation_id} tags={['imports']} title={t('check.running')} />
      </Card>
    );
  }
  return <Checked found={found} onBack={onBack} />;
}

function Checked({ found, onBack }: CheckStepProps) {
  const { t } = useTranslation('imports');
  const queryClient = useQueryClient();
  const { counts } = found;
  const hasErrors = counts.error > 0;
  const hasRows = counts.create + counts.update > 0;
  const run = useMutation({
    // Under If-Match: what runs is what was checked, also when somebody changes the mapping at this moment.
    mutationFn: async () =>
      (
        await runImport({
          path: { id: found.id },
          body: { skip_errors: hasErrors },
          headers: ifMatch(found),
          throwOnError: true,
        })
      ).data,
    onSuccess: async (operation) => {
      keepOperation(queryClient, operation);
      await queryClient.refetchQueries({ queryKey: getImportQueryKey({ path: { id: found.id } }) });
    },
    onSettled: () => invalidateTags(queryClient, 'imports'),
  });
  return (
    <>
      <FormProblem problem={run.error ? toProblem(run.error) : undefined} />
      <Card
        title={t('check.title')}
        summary={t(hasErrors ? 'check.with_errors' : hasRows ? 'check.clean' : 'check.nothing')}
      >
        <ImportCounts counts={counts} isForecast />
      </Card>
      {found.errors_count > 0 ? <ImportErrors found={found} /> : null}
      <div className={styles.actions}>
        <Button className={styles.push ?? ''} onClick={onBack}>
          {t('check.back')}
        </Button>
        {hasRows || !hasErrors ? null : <span className={styles.meta}>{t('check.nothing')}</span>}
        <Button type="primary" disabled={!hasRows} loading={run.isPending} onClick={() => run.mutate()}>
          {t(hasErrors ? 'check.run_without_errors' : 'check.run')}
        </Button>
      </div>
    </>
  );
}
