import type { Campaign } from '@perennial/api-client';
import { getChannelCostsOptions } from '@perennial/api-client/queries';
import { ErrorState, formatMoney, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { FiguresTable } from '../../shared/charts/figures-table';
import { formatCount } from '../../shared/charts/format';
import { dayInZone } from '../../shared/time/zoned';

/** What a campaign was to achieve beside what came of it so far. */
export function CampaignPlan({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('channels');
  const { locale, timeZone } = useKit();
  const today = dayInZone(new Date(), timeZone);
  const last = campaign.ends_on && campaign.ends_on < today ? campaign.ends_on : today;
  const query = useQuery(
    getChannelCostsOptions({ query: { by: 'campaign', from_on: campaign.starts_on, to_on: last } }),
  );
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  const row = query.data.rows.find(({ campaign_id }) => campaign_id === campaign.id);
  const { targets } = campaign;
  const count = (value: number | null | undefined) =>
    value == null ? t('plan.none') : formatCount(value, locale);
  const money = (value: { amount: number; currency: string } | null | undefined) =>
    value ? formatMoney(value, locale) : t('plan.none');
  const actualMoney = (value: { amount: number; currency: string } | null | undefined) =>
    value ? formatMoney(value, locale) : '—';
  return (
    <FiguresTable
      table={{
        caption: t('plan.title'),
        head: [t('plan.figure'), t('plan.target'), t('plan.actual')],
        rows: [
          [t('plan.leads'), count(targets.leads), formatCount(row?.leads ?? 0, locale)],
          [t('plan.valid_leads'), count(targets.valid_leads), formatCount(row?.valid_leads ?? 0, locale)],
          [t('plan.orders'), count(targets.orders), formatCount(row?.cohort_customers ?? 0, locale)],
          [
            t('plan.cost_per_lead'),
            money(targets.cost_per_lead),
            actualMoney(row?.cost_per_lead.loaded.amount),
          ],
          [t('plan.spend'), money(campaign.budget), actualMoney(row?.loaded_spend)],
        ].map((cells) => cells.map((text) => ({ text }))),
      }}
    />
  );
}
