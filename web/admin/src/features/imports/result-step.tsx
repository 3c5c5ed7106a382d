import type { Import } from '@perennial/api-client';
import { Card, DateTime } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCampaigns } from '../../shared/channels/use-channels';
import { OperationProgress } from '../../shared/operations/operation-progress';
import { ImportCounts } from './import-counts';
import { ImportErrors } from './import-errors';
import { isAtWork } from './import-step';
import styles from './imports.module.css';
import { UndoImport } from './undo-import';

const lists: Record<string, string> = { leads: '/leads', accounts: '/accounts', people: '/people' };

/** The run and what came of it: progress, report, mistakes, and the way back. */
export function ResultStep({ found }: { found: Import }) {
  const { t } = useTranslation('imports');
  const router = useRouter();
  const { state, operation_id: operationId } = found;
  const campaign = useCampaigns().find(({ key }) => key === found.options.fixed?.campaign);
  const list = lists[found.target];
  if (isAtWork(state)) {
    return (
      <Card>
        {operationId ? <OperationProgress id={operationId} tags={changed} /> : null}
        <p className={styles.meta}>{t('result.may_leave')}</p>
      </Card>
    );
  }
  return (
    <>
      <Card
        title={t(`result.title.${state as 'finished' | 'cancelled' | 'failed' | 'undone'}`)}
        summary={
          found.undo_until ? (
            <>
              {t('result.undo_until')} <DateTime at={found.undo_until} />
            </>
          ) : null
        }
      >
        <ImportCounts counts={found.counts} />
      </Card>
      {found.errors_count > 0 ? <ImportErrors found={found} /> : null}
      <div className={styles.actions}>
        {found.undo_until ? <UndoImport found={found} /> : null}
        <Button onClick={() => void router.navigate({ href: `/imports/new?target=${found.target}` })}>
          {t('result.another')}
        </Button>
        {campaign ? (
          <Button
            onClick={() => void router.navigate({ href: `/channels?tab=campaigns&open=${campaign.id}` })}
          >
            {t('result.open_campaign', { name: campaign.name })}
          </Button>
        ) : null}
        {list ? (
          <Button
            type="primary"
            onClick={() =>
              void router.navigate({ href: campaign ? `${list}?campaign_id=${campaign.id}` : list })
            }
          >
            {t('result.open_list')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** What an import may have changed. */
const changed = [
  'imports',
  'leads',
  'accounts',
  'people',
  'subscriptions',
  'orders',
  'plans',
  'attributes',
  'channels',
  'home',
];
