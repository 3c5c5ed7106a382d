import type { Campaign } from '@perennial/api-client';
import { listImportsOptions } from '@perennial/api-client/queries';
import { DateTime, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ImportLink } from './import-link';

/** Files of leads that were imported into a campaign, and the way to another one. */
export function CampaignImports({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('channels');
  const query = useQuery(listImportsOptions({ query: { target: 'leads', limit: 100 } }));
  const imports = (query.data?.data ?? []).filter(
    ({ options, finished_at }) => finished_at && options.fixed?.campaign === campaign.key,
  );
  return (
    <>
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {imports.length > 0 ? (
        <ul style={{ margin: '0 0 12px', paddingInlineStart: 18 }}>
          {imports.map((each) => (
            <li key={each.id}>
              <Link to="/imports/$importId" params={{ importId: each.id }}>
                {each.file_name}
              </Link>{' '}
              {each.state === 'undone'
                ? t('imports.undone')
                : t('imports.came', { new: each.counts.create, known: each.counts.update })}{' '}
              <DateTime at={each.finished_at ?? each.created_at} />
            </li>
          ))}
        </ul>
      ) : null}
      <ImportLink target="leads" campaignId={campaign.id} />
    </>
  );
}
