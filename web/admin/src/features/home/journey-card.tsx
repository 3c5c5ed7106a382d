import type { Journey, JourneyFigure } from '@perennial/api-client';
import { getJourneyOptions } from '@perennial/api-client/queries';
import {
  ErrorState,
  isStage,
  JourneyRail,
  type JourneyRailNote,
  type JourneyRailStage,
  RelativeTime,
  useKit,
} from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Popover, Segmented } from 'antd';
import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import styles from './home.module.css';
import { customersHref, reachedHref, waitingHref } from './stage-href';

export const periods = [30, 90, 365] as const;

/** The funnel of a cohort; a figure opens the records behind it. */
export function JourneyCard() {
  const { t } = useTranslation('home');
  const search = useSearch({ from: '/_app/' });
  const navigate = useNavigate({ from: '/' });
  const period = search.period ?? 365;
  const journey = useQuery({
    ...getJourneyOptions({ query: { period_days: period } }),
    placeholderData: keepPreviousData,
  });
  const toStage = useRailStage();
  return (
    <section className={styles.journey} aria-labelledby="journey-title">
      <header className={styles.journeyHead}>
        <h2 id="journey-title" className={styles.cardTitle}>
          {t('journey.title')}
        </h2>
        <Popover
          content={<div className={styles.explanation}>{t('journey.explanation')}</div>}
          trigger="click"
        >
          <Button
            type="text"
            size="small"
            icon={<CircleHelp size={15} />}
            aria-label={t('journey.explain')}
            title={t('journey.explain')}
          />
        </Popover>
        <span className={styles.asOf}>
          {journey.data ? (
            <>
              {t('as_of')} <RelativeTime at={journey.data.as_of} />
            </>
          ) : null}
        </span>
        <Segmented
          size="small"
          aria-label={t('journey.period')}
          value={period}
          options={periods.map((value) => ({ value, label: t(`journey.days_${value}`) }))}
          onChange={(value) => void navigate({ search: { period: value === 365 ? undefined : value } })}
        />
      </header>
      {journey.isError ? (
        <ErrorState error={journey.error} onRetry={() => void journey.refetch()} compact />
      ) : null}
      {journey.isPending ? <div className={styles.railSkeleton} aria-busy="true" /> : null}
      {journey.data ? (
        <div data-dimmed={journey.isPlaceholderData || undefined} className={styles.rail}>
          <JourneyRail
            label={t('journey.title')}
            stages={journey.data.stages.flatMap((figure) => toStage(figure, journey.data))}
          />
        </div>
      ) : null}
    </section>
  );
}

function useRailStage() {
  const { t } = useTranslation('home');
  const { locale } = useKit();
  const readsCustomers = useGrant('customers:read');
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (figure: JourneyFigure, journey: Journey): JourneyRailStage[] => {
    const { stage, reached, waiting, customers, conversion_from_previous: conversion } = figure;
    if (!isStage(stage)) return [];
    const since = journey.created_at_gte;
    const first =
      conversion === null || conversion === undefined
        ? t(figure.conversion_from_previous_reason === 'first_stage' ? 'journey.entered' : 'journey.no_rate')
        : t('journey.of_previous', { rate: percent.format(conversion) });
    const notes: JourneyRailNote[] = [{ text: first }];
    if (waiting > 0) {
      notes.push({ text: t('journey.waiting', { count: waiting }), href: waitingHref(figure, since) });
    }
    // Where the journey begins all of them are leads.
    if (customers > 0 && readsCustomers && stage !== 'discover') {
      notes.push({ text: t('journey.customers', { count: customers }), href: customersHref(figure, since) });
    }
    return [{ stage, count: reached, notes, href: reachedHref(figure, since) }];
  };
}
