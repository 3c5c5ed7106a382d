import { archiveWorkCalendar, ifMatch, updateWorkCalendar, type WorkCalendar } from '@perennial/api-client';
import { Card, StatusTag, useKit } from '@perennial/ui';
import { Button, Dropdown } from 'antd';
import { Ellipsis, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useWrite } from '../parts/use-write';
import { hoursText } from './hours-text';
import { timeTags } from './time-tags';
import styles from './working-time.module.css';

const CalendarFormDrawer = lazy(() => import('./calendar-form-drawer'));

/** The calendars of the workspace, each in a few lines. */
export function CalendarsCard({ calendars }: { calendars: WorkCalendar[] }) {
  const { t } = useTranslation('working-time');
  const canWrite = useGrant('workspace:write');
  const [editing, setEditing] = useState<WorkCalendar | 'new'>();
  return (
    <Card
      title={t('calendars.title')}
      summary={t('calendars.summary')}
      actions={
        canWrite ? (
          <Button icon={<Plus size={14} />} onClick={() => setEditing('new')}>
            {t('calendar.new')}
          </Button>
        ) : null
      }
    >
      {calendars.length === 0 ? <p className={styles.hint}>{t('calendars.nothing')}</p> : null}
      <ul className={styles.list}>
        {calendars.map((calendar) => (
          <CalendarRow
            key={calendar.id}
            calendar={calendar}
            canWrite={canWrite}
            onEdit={() => setEditing(calendar)}
          />
        ))}
      </ul>
      {editing ? (
        <Suspense fallback={null}>
          <CalendarFormDrawer
            calendar={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      ) : null}
    </Card>
  );
}

type CalendarRowProps = { calendar: WorkCalendar; canWrite: boolean; onEdit: () => void };

function CalendarRow({ calendar, canWrite, onEdit }: CalendarRowProps) {
  const { t } = useTranslation('working-time');
  const { locale } = useKit();
  const { ask, holder } = useConfirm();
  const { name, time_zone, hours, is_default: isDefault, member_ids: own } = calendar;
  const path = { id: calendar.id };
  const headers = ifMatch(calendar);
  const makeDefault = useWrite(
    () => updateWorkCalendar({ path, headers, body: { is_default: true }, throwOnError: true }),
    { tags: timeTags },
  );
  const archive = useWrite(() => archiveWorkCalendar({ path, headers, throwOnError: true }), {
    tags: timeTags,
  });
  const archiveAsked = () =>
    ask({
      title: t('calendar.archive_title', { name }),
      text: t('calendar.archive_text'),
      confirm: t('calendar.archive'),
      run: () => archive.mutateAsync(undefined),
    });
  return (
    <li className={styles.calendar}>
      {holder}
      <div className={styles.about}>
        <span className={styles.head}>
          <strong>{name}</strong>
          {isDefault ? <StatusTag tone="success">{t('calendar.default')}</StatusTag> : null}
        </span>
        <span>
          {weekText(calendar, locale, t('week.off'), t('week.comma'), (from, until) =>
            t('week.range', { from, until }),
          )}
        </span>
        <span className={styles.hint}>
          {[
            time_zone,
            t('holidays.count', { count: hours.holidays?.length ?? 0 }),
            t('special.count', { count: hours.special_days?.length ?? 0 }),
            isDefault ? t('calendar.for_all') : t('calendar.members', { count: own.length }),
          ].join(' · ')}
        </span>
      </div>
      {canWrite ? (
        <span className={styles.head}>
          <Button size="small" aria-label={t('calendar.edit', { name })} onClick={onEdit}>
            {t('edit')}
          </Button>
          {isDefault ? null : (
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  { key: 'default', label: t('calendar.make_default') },
                  { key: 'archive', label: t('calendar.archive') },
                ],
                onClick: ({ key }) => (key === 'default' ? makeDefault.mutate(undefined) : archiveAsked()),
              }}
            >
              <Button size="small" icon={<Ellipsis size={14} />} aria-label={t('calendar.more', { name })} />
            </Dropdown>
          )}
        </span>
      ) : null}
    </li>
  );
}

/** Days that follow each other with the same hours are said together. */
function weekText(
  { hours }: WorkCalendar,
  locale: string,
  off: string,
  comma: string,
  range: (from: string, until: string) => string,
): string {
  const short = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2026, 0, 5 + day)),
    );
  const runs: { from: number; until: number; text: string }[] = [];
  hours.weekly.forEach((day, at) => {
    const text = hoursText(day) || off;
    const last = runs.at(-1);
    if (last && last.text === text) last.until = at;
    else runs.push({ from: at, until: at, text });
  });
  return runs
    .map(({ from, until, text }) => {
      const days = from === until ? short(from) : range(short(from), short(until));
      return `${days} ${text}`;
    })
    .join(comma);
}
