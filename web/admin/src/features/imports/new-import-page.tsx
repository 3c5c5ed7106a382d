import { Card, ErrorState, PageHeader } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Radio, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCampaigns } from '../../shared/channels/use-channels';
import { GrantGate } from '../../shared/grants/grant-gate';
import { FileDrop } from './file-drop';
import { ImportSteps } from './import-steps';
import styles from './imports.module.css';
import { useImportTargets, useLabelText } from './use-import-targets';
import { useUpload } from './use-upload';

/** The beginning of an import: what the rows are, and the file. */
export function NewImportPage() {
  return (
    <GrantGate grant="imports:write">
      <NewImport />
    </GrantGate>
  );
}

function NewImport() {
  const { t } = useTranslation('imports');
  const search = useSearch({ from: '/_app/imports/new' });
  const navigate = useNavigate({ from: '/imports/new' });
  const found = useImportTargets();
  const labelText = useLabelText();
  const target =
    found.targetOf(search.target ?? '') ?? (found.targets.length === 1 ? found.targets[0] : undefined);
  const campaign = useCampaigns().find(({ id }) => id === search.campaign);
  const upload = useUpload({
    target: target?.target,
    campaign: target?.target === 'leads' ? campaign?.key : undefined,
    onDone: ({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id }, replace: true }),
  });
  return (
    <>
      <PageHeader title={t('new.title')} summary={t('new.lead')} />
      <ImportSteps current="file" />
      <Card>
        <div className={styles.stack}>
          <fieldset className={styles.targets}>
            <legend>{t('new.target')}</legend>
            {found.isPending ? <Skeleton.Button active block /> : null}
            {found.isError ? (
              <ErrorState error={found.error} onRetry={() => void found.refetch()} compact />
            ) : null}
            {found.isSuccess && found.targets.length === 0 ? <p>{t('new.nothing_allowed')}</p> : null}
            <Radio.Group
              value={target?.target}
              disabled={upload.isPending}
              options={found.targets.map((each) => ({ value: each.target, label: labelText(each.label) }))}
              onChange={(event) =>
                void navigate({
                  search: (old) => ({ ...old, target: event.target.value as string }),
                  replace: true,
                })
              }
            />
          </fieldset>
          {campaign && target?.target === 'leads' ? (
            <p role="status">{t('new.into_campaign', { name: campaign.name })}</p>
          ) : null}
          <FileDrop
            isPending={upload.isPending}
            error={upload.error}
            disabled={!target || (Boolean(search.campaign) && !campaign)}
            onFile={(file) => upload.mutate(file)}
          />
        </div>
      </Card>
    </>
  );
}
