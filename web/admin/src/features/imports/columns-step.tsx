import { checkImport, type Import, type TargetDescription, toProblem } from '@perennial/api-client';
import { getImportQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { Card, ErrorState } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../forms/form-problem';
import { keepOperation } from '../../shared/operations/use-operation';
import { FileErrors } from './file-errors';
import { ImportOptionsForm } from './import-options-form';
import styles from './imports.module.css';
import { isMapped, missingFields } from './mapping';
import { MappingTable } from './mapping-table';
import { useImportEdit } from './use-import-edit';
import { useImportTargets, useLabelText } from './use-import-targets';

type ColumnsStepProps = { found: Import; onChecking: () => void; onFile: () => void };

/** What becomes of each column, and how rows find what is there already. */
export function ColumnsStep(props: ColumnsStepProps) {
  const targets = useImportTargets();
  const target = targets.targetOf(props.found.target);
  if (targets.isPending) return <Skeleton active />;
  if (!target) {
    return <ErrorState error={targets.error ?? { status: 403 }} onRetry={() => void targets.refetch()} />;
  }
  return <Columns {...props} target={target} />;
}

function Columns({ found, target, onChecking, onFile }: ColumnsStepProps & { target: TargetDescription }) {
  const { t } = useTranslation(['imports', 'common']);
  const queryClient = useQueryClient();
  const edit = useImportEdit(found.id);
  const check = useMutation({
    mutationFn: async () => (await checkImport({ path: { id: found.id }, throwOnError: true })).data,
    onSuccess: async (operation) => {
      keepOperation(queryClient, operation);
      await queryClient.refetchQueries({ queryKey: getImportQueryKey({ path: { id: found.id } }) });
      onChecking();
    },
    onSettled: () => invalidateTags(queryClient, 'imports'),
  });
  const isUnreadable = found.file_errors.length > 0;
  const problem = edit.problem ?? (check.error ? toProblem(check.error) : undefined);
  const missing = missingFields(target.fields, found.mapping);
  return (
    <>
      {isUnreadable ? <FileErrors errors={found.file_errors} onFile={onFile} /> : null}
      <FormProblem problem={problem} />
      <Card title={t('imports:columns.title')} summary={t('imports:columns.text')}>
        <MappingTable found={found} target={target} onChange={(mapping) => edit.save({ mapping })} />
      </Card>
      <Card title={t('imports:options.title')}>
        <ImportOptionsForm found={found} target={target} onChange={(options) => edit.save({ options })} />
      </Card>
      <Hints
        found={found}
        target={target}
        onMatchBy={(match_by) => edit.save({ options: { ...found.options, match_by } })}
      />
      <div className={styles.actions}>
        <Button className={styles.push ?? ''} onClick={onFile}>
          {t('imports:file.other')}
        </Button>
        <Button
          type="primary"
          loading={check.isPending}
          disabled={isUnreadable || edit.isPending || missing.length > 0}
          onClick={() => check.mutate()}
        >
          {t('imports:columns.check')}
        </Button>
      </div>
    </>
  );
}

type HintsProps = { found: Import; target: TargetDescription; onMatchBy: (field: string) => void };

/** What is missing before the check, and what the reader should know. */
function Hints({ found, target, onMatchBy }: HintsProps) {
  const { t } = useTranslation('imports');
  const labelText = useLabelText();
  const missing = missingFields(target.fields, found.mapping);
  const fieldOf = (wanted: string | undefined) => target.fields.find(({ key }) => key === wanted);
  const matchField = fieldOf(found.options.match_by);
  const better = fieldOf(target.match_fields.find((key) => isMapped(found.mapping, key)));
  return (
    <>
      {missing.length > 0 ? (
        <p className={styles.notice} data-tone="attention" role="status">
          {t('columns.missing', {
            fields: missing.map(({ label }) => labelText(label)).join(t('separator')),
          })}
        </p>
      ) : null}
      {matchField && !isMapped(found.mapping, matchField.key) ? (
        <p className={styles.notice} data-tone={better ? 'attention' : undefined} role="status">
          {t('columns.match_missing', { field: labelText(matchField.label) })}{' '}
          {better ? (
            <Button size="small" onClick={() => onMatchBy(better.key)}>
              {t('columns.match_by', { field: labelText(better.label) })}
            </Button>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
