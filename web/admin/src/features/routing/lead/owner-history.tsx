import type { Ownership } from '@perennial/api-client';
import { getPoolRulesOptions, listLeadOwnersOptions } from '@perennial/api-client/queries';
import { DateTime, ErrorState, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../../shared/members/use-members';
import styles from './lead-routing.module.css';

/** The owners, the latest first, with how each began and ended. */
export function OwnerHistory({ leadId }: { leadId: string }) {
  const { t } = useTranslation('lead-routing');
  const query = useQuery(listLeadOwnersOptions({ path: { id: leadId } }));
  const owners = query.data?.data ?? [];
  return (
    <section>
      <h3 className={styles.title}>{t('owners.title')}</h3>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && owners.length === 0 ? <p className={styles.meta}>{t('owners.nothing')}</p> : null}
      <ol className={styles.list}>
        {owners.map((owner) => (
          <Owner key={owner.id} owner={owner} />
        ))}
      </ol>
    </section>
  );
}

function Owner({ owner }: { owner: Ownership }) {
  const { t } = useTranslation(['lead-routing', 'work']);
  const { nameOf } = useMembers();
  const pools = useQuery({ ...getPoolRulesOptions(), enabled: Boolean(owner.pool_key) });
  const pool = pools.data?.pools.find(({ key }) => key === owner.pool_key)?.name ?? owner.pool_key;
  /** Members by name; programs and jobs by what they are. */
  const by = (id: string | null | undefined) => {
    if (!id || id === owner.member?.id) return undefined;
    const member = nameOf(id);
    if (member) return t('lead-routing:owners.by', { name: member });
    const kind = id.startsWith('key_') ? 'api_key' : 'system';
    return t('lead-routing:owners.by', { name: t(`work:actor.${kind}`) });
  };
  const start = [
    t(`lead-routing:started.${owner.started}`),
    pool ? t('lead-routing:owners.from_pool', { pool }) : undefined,
    by(owner.started_by),
  ];
  const end = owner.ended ? [t(`lead-routing:ended.${owner.ended}`), by(owner.ended_by)] : [];
  return (
    <li className={styles.owner} data-now={owner.until_at ? undefined : true}>
      <span className={styles.head}>
        <strong>{owner.member?.name ?? t('lead-routing:owners.gone')}</strong>
        {owner.until_at ? null : <StatusTag tone="success">{t('lead-routing:owners.now')}</StatusTag>}
      </span>
      <span>
        <DateTime at={owner.from_at} /> · {start.filter(Boolean).join(' · ')}
      </span>
      {owner.until_at ? (
        <span>
          <DateTime at={owner.until_at} /> · {end.filter(Boolean).join(' · ')}
        </span>
      ) : null}
      {owner.note ? <p className={styles.meta}>{owner.note}</p> : null}
    </li>
  );
}
