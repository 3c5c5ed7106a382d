import { setMemberCalendar, type WorkCalendar } from '@perennial/api-client';
import { Card } from '@perennial/ui';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useMembers } from '../../../shared/members/use-members';
import { useWrite } from '../parts/use-write';
import { timeTags } from './time-tags';
import styles from './working-time.module.css';

/** Who goes by a calendar of their own. */
export function MemberCalendarsCard({ calendars }: { calendars: WorkCalendar[] }) {
  const { t } = useTranslation('working-time');
  const mayConfigure = useGrant('leads:configure');
  const mayWrite = useGrant('members:write');
  const active = useMembers().members.filter(({ status }) => status === 'active');
  const set = useWrite(
    ({ id, calendarId }: { id: string; calendarId: string | null }) =>
      setMemberCalendar({ path: { id }, body: { calendar_id: calendarId }, throwOnError: true }),
    { tags: timeTags },
  );
  const ofMember = (id: string) => calendars.find(({ member_ids }) => member_ids.includes(id))?.id ?? '';
  return (
    <Card title={t('own.title')} summary={t('own.summary')}>
      <ul className={styles.list}>
        {active.map(({ id, name }) => (
          <li key={id} className={styles.own}>
            <span>{name}</span>
            <Select<string>
              aria-label={t('own.of', { name })}
              style={{ width: 220 }}
              disabled={!mayConfigure && !mayWrite}
              value={ofMember(id)}
              options={[
                { value: '', label: t('own.default') },
                ...calendars.map((calendar) => ({ value: calendar.id, label: calendar.name })),
              ]}
              onChange={(calendarId) => set.mutate({ id, calendarId: calendarId || null })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
