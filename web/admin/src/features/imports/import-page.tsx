import { getImportOptions } from '@perennial/api-client/queries';
import { ErrorState, PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { CheckStep } from './check-step';
import { ColumnsStep } from './columns-step';
import { FileStep } from './file-step';
import { ImportStateTag } from './import-state-tag';
import { type ImportStep, isAtWork, openSteps, stepOf } from './import-step';
import { ImportSteps } from './import-steps';
import styles from './imports.module.css';
import { ResultStep } from './result-step';
import { useImportTargets, useLabelText } from './use-import-targets';

/** One import at the step that it is at; its state lives on the server, so that it can be left and resumed. */
export function ImportPage() {
  const { t } = useTranslation('imports');
  const { importId } = useParams({ from: '/_app/imports/$importId' });
  const { step: wished } = useSearch({ from: '/_app/imports/$importId' });
  const navigate = useNavigate({ from: '/imports/$importId' });
  const query = useQuery({
    ...getImportOptions({ path: { id: importId } }),
    // The operation tells when it is over; this is for the case that its last word got lost.
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data.state) ? 5_000 : false),
  });
  const { targetOf } = useImportTargets();
  const labelText = useLabelText();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const found = query.data;
  if (!found) return <Skeleton active />;
  const step = stepOf(found, wished);
  const target = targetOf(found.target);
  const go = (next: ImportStep) => {
    const wish = next === 'file' || next === 'columns' ? next : undefined;
    void navigate({ search: wish ? { step: wish } : {} });
  };
  return (
    <>
      <PageHeader
        title={found.file_name}
        summary={
          <>
            {target ? t('into', { target: labelText(target.label) }) : null}{' '}
            <ImportStateTag state={found.state} />
          </>
        }
      />
      <ImportSteps current={step} open={openSteps(found)} onGo={go} />
      <div className={styles.stack}>
        {step === 'file' ? <FileStep found={found} onDone={() => go('columns')} /> : null}
        {step === 'columns' ? (
          <ColumnsStep found={found} onChecking={() => go('check')} onFile={() => go('file')} />
        ) : null}
        {step === 'check' ? <CheckStep found={found} onBack={() => go('columns')} /> : null}
        {step === 'result' ? <ResultStep found={found} /> : null}
      </div>
    </>
  );
}
