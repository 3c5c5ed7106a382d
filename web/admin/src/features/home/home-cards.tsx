import type { Home } from '@perennial/api-client';
import { Card, Day, Figure, Money } from '@perennial/ui';
import { Link, useRouter } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { HrefLink } from '../../shell/href-link';
import styles from './home.module.css';
import { NewLeadsChart } from './new-leads-chart';

/** What comes next, what waits for somebody, what came in. */
export function HomeCards({ home }: { home: Home | undefined }) {
  const { t } = useTranslation('home');
  return (
    <>
      <Renewals home={home} />
      <Unassigned home={home} />
      <div className={styles.wide}>
        <Card title={t('new_leads.title')} summary={t('new_leads.summary')}>
          {home ? <NewLeadsChart home={home} /> : <Skeleton active paragraph={{ rows: 5 }} />}
        </Card>
      </div>
    </>
  );
}

function Unassigned({ home }: { home: Home | undefined }) {
  const { t } = useTranslation('home');
  const count = home?.unassigned_leads ?? null;
  return (
    <Card>
      <Link
        to="/leads"
        search={{ view: 'unassigned', owner_id: 'none', status_type: 'open,ongoing,on_hold' }}
        className={styles.figureLink ?? ''}
      >
        <span className={styles.figure} data-attention={count ? true : undefined}>
          <Figure value={count} />
        </span>
        <span>{t('unassigned', { count: count ?? 0 })}</span>
        <ChevronRight size={15} aria-hidden="true" />
      </Link>
    </Card>
  );
}

function Renewals({ home }: { home: Home | undefined }) {
  const { t } = useTranslation('home');
  const router = useRouter();
  const renewals = home?.upcoming_renewals ?? [];
  const more = (home?.renewals_due ?? 0) > renewals.length;
  return (
    <Card
      title={t('renewals.title')}
      summary={home ? t('renewals.summary', { count: home.renewals_due }) : undefined}
      actions={
        more ? (
          <Button
            type="link"
            size="small"
            onClick={() =>
              void router.navigate({ href: `/accounts?renews_on_lt=${home?.renewals_before}&sort=renews_on` })
            }
          >
            {t('see_all')}
          </Button>
        ) : null
      }
    >
      {home ? null : <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {home && renewals.length === 0 ? <p className={styles.nothing}>{t('renewals.nothing')}</p> : null}
      <ul>
        {renewals.map((renewal) => (
          <li key={renewal.account_id} className={styles.renewal}>
            <HrefLink href={`/accounts/${renewal.account_id}`} className={styles.renewalName}>
              {renewal.name}
            </HrefLink>
            <span className={styles.renewalDay}>
              <Day on={renewal.renews_on} />
            </span>
            <span className={styles.renewalMoney}>
              {renewal.mrr ? (
                <>
                  <Money value={renewal.mrr} /> {t('renewals.a_month')}
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
