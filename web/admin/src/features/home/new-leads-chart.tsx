import type { Home } from '@perennial/api-client';
import { Figure, formatDay, useKit } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton, Tooltip } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/channels/use-channels';
import { startOfDay } from '../../shared/time/zoned';
import styles from './new-leads-chart.module.css';
import { type Series, seriesOf } from './new-leads-series';

/** New leads by day, stacked by channel; each day opens its leads. The same figures as a table on demand. */
export function NewLeadsChart({ home }: { home: Home }) {
  const { t } = useTranslation('home');
  const channels = useChannels();
  const [asTable, setAsTable] = useState(false);
  const nameOf = (id: string | null | undefined) =>
    channels.find((channel) => channel.id === id)?.name ?? t('new_leads.unknown');
  const series = seriesOf(home, nameOf);
  // Bars without names would say something wrong.
  if (series.length > 0 && channels.length === 0) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (series.length === 0) return <p className={styles.nothing}>{t('new_leads.nothing')}</p>;
  return (
    <>
      <div className={styles.head}>
        <ul className={styles.legend} aria-hidden="true">
          {series.map(({ name, color }) => (
            <li key={name} style={{ '--series': color } as CSSProperties}>
              {name}
            </li>
          ))}
        </ul>
        <Button type="link" size="small" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'new_leads.as_chart' : 'new_leads.as_table')}
        </Button>
      </div>
      {asTable ? <CountsTable home={home} series={series} /> : <Bars home={home} series={series} />}
    </>
  );
}

/** On a phone the days don't fit side by side, and the last ones matter most. */
function showNewest(bars: HTMLElement | null) {
  if (bars) bars.scrollLeft = bars.scrollWidth;
}

type FiguresProps = { home: Home; series: Series[] };

function Bars({ home, series }: FiguresProps) {
  const { t } = useTranslation('home');
  const { locale } = useKit();
  // How high a bar is drawn, not a figure anybody reads.
  const heights = home.days.map((_, day) => series.reduce((sum, { counts }) => sum + (counts[day] ?? 0), 0));
  const highest = Math.max(1, ...heights);
  return (
    <ol ref={showNewest} className={styles.bars} aria-label={t('new_leads.title')}>
      {home.days.map((day, index) => {
        const parts = series.filter(({ counts }) => counts[index]);
        const text = parts.map(({ name, counts }) => `${name} ${counts[index]}`).join(t('list_separator'));
        const label = `${formatDay(day, locale)}${t('colon')}${text || t('new_leads.none_that_day')}`;
        return (
          <li key={day} className={styles.day}>
            <Tooltip title={label}>
              <Link to="/leads" search={leadsOf(day, home)} className={styles.bar ?? ''} aria-label={label}>
                {parts.map(({ name, color, counts }) => (
                  <span
                    key={name}
                    className={styles.part}
                    style={
                      {
                        '--series': color,
                        height: `${((counts[index] ?? 0) / highest) * 100}%`,
                      } as CSSProperties
                    }
                  />
                ))}
              </Link>
            </Tooltip>
            {index % 7 === 1 ? <span className={styles.tick}>{day.slice(5)}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}

function CountsTable({ home, series }: FiguresProps) {
  const { t } = useTranslation('home');
  const { locale } = useKit();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={t('new_leads.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('new_leads.day')}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className={styles.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {home.days
            .map((day, index) => (
              <tr key={day}>
                <th scope="row">
                  <Link to="/leads" search={leadsOf(day, home)}>
                    {formatDay(day, locale)}
                  </Link>
                </th>
                {series.map(({ name, counts }) => (
                  <td key={name} className={styles.number}>
                    <Figure value={counts[index] ?? null} />
                  </td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </section>
  );
}

/** The leads of one day, from midnight to midnight in the workspace. */
function leadsOf(day: string, home: Home) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return {
    created_at_gte: startOfDay(day, home.time_zone).toISOString(),
    created_at_lt: startOfDay(next.toISOString().slice(0, 10), home.time_zone).toISOString(),
  };
}
