import { archivePlan, type Plan, unarchivePlan } from '@perennial/api-client';
import { DateTime, Facts, Money, StatusTag } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { ArchiveButton } from '../../../shared/records/archive-button';
import { AuditLink } from '../parts/audit-link';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { PlanFeatureList } from './plan-feature-list';

const PlanFormDrawer = lazy(() => import('./plan-form-drawer'));

/** What a plan costs and has, and what can be done with it. */
export function PlanDetail({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const canWrite = useGrant('catalog:write');
  const [isEditing, setEditing] = useState(false);
  return (
    <div className={styles.stack}>
      {plan.archived_at ? (
        <p className={styles.notice}>
          {t('archived_since')} <DateTime at={plan.archived_at} />
        </p>
      ) : null}
      <div className={styles.actions}>
        {canWrite && !plan.archived_at ? (
          <Button icon={<Pencil size={14} />} onClick={() => setEditing(true)}>
            {t('action.edit')}
          </Button>
        ) : null}
        {canWrite ? (
          <ArchiveButton
            isArchived={Boolean(plan.archived_at)}
            archive={() => archivePlan({ path: { id: plan.id }, throwOnError: true })}
            unarchive={() => unarchivePlan({ path: { id: plan.id }, throwOnError: true })}
            done={t('archived', { plan: plan.name })}
            archiveLabel={t('action.archive')}
            unarchiveLabel={t('action.unarchive')}
            tags={['plans', 'audit']}
          />
        ) : null}
        <AuditLink search={{ subject_id: plan.id }}>{t('action.history')}</AuditLink>
      </div>
      <PlanFacts plan={plan} />
      <Section title={t('features.title')}>
        <PlanFeatureList features={plan.features} />
      </Section>
      {isEditing ? (
        <Suspense fallback={null}>
          <PlanFormDrawer plan={plan} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function PlanFacts({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const canSeeAccounts = useGrant('customers:read');
  const state = plan.archived_at ? (
    <StatusTag>{t('state.archived')}</StatusTag>
  ) : (
    <StatusTag tone="success">{t('state.on_sale')}</StatusTag>
  );
  return (
    <Facts
      facts={[
        { label: t('field.state'), value: state },
        { label: t('field.annual_fee'), value: <Money value={plan.annual_fee} /> },
        { label: t('field.opening_fee'), value: <Money value={plan.opening_fee} /> },
        { label: t('field.term_months'), value: t('months', { count: plan.term_months }) },
        ...(canSeeAccounts
          ? [
              {
                label: t('field.accounts'),
                value: (
                  <Link to="/accounts" search={{ plan_id: plan.id }}>
                    {t('show_accounts')}
                  </Link>
                ),
              },
            ]
          : []),
        { label: t('field.description'), value: plan.description },
        { label: t('field.key'), value: <code className={styles.mono}>{plan.key}</code> },
        { label: t('field.updated'), value: <DateTime at={plan.updated_at} /> },
      ]}
    />
  );
}
