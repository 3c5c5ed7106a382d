import { type Absence, createAbsence, deleteAbsence, type NewAbsence } from '@perennial/api-client';
import { listAbsencesOptions } from '@perennial/api-client/queries';
import { Card, Day, ErrorState, IconButton, StatusTag, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant, useSession } from '../../../session/session-store';
import { FormDrawer } from '../../../shared/forms/form-drawer';
import { MemberSelect } from '../../../shared/members/member-select';
import { DayPicker } from '../../../shared/time/pickers';
import { dayInZone } from '../../../shared/time/zoned';
import { useSavedForm } from '../../channels/use-saved-form';
import { useWrite } from '../parts/use-write';
import { timeTags } from './time-tags';
import styles from './working-time.module.css';

/** Who is away now, and who will be. */
export function AbsencesCard() {
  const { t } = useTranslation('working-time');
  const query = useQuery(listAbsencesOptions());
  const [isAdding, setAdding] = useState(false);
  const absences = query.data?.data ?? [];
  return (
    <Card
      title={t('absences.title')}
      summary={t('absences.summary')}
      actions={
        <Button icon={<Plus size={14} />} onClick={() => setAdding(true)}>
          {t('absences.add')}
        </Button>
      }
    >
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && absences.length === 0 ? (
        <p className={styles.hint}>{t('absences.nothing')}</p>
      ) : null}
      <ul className={styles.list}>
        {absences.map((absence) => (
          <AbsenceRow key={absence.id} absence={absence} />
        ))}
      </ul>
      {isAdding ? <AbsenceDrawer onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

/** Everybody enters their own; whoever leads others, theirs too. */
function useMayChange(): (memberId: string) => boolean {
  const me = useSession().member.id;
  const mayConfigure = useGrant('leads:configure');
  const mayWrite = useGrant('members:write');
  return (memberId) => memberId === me || mayConfigure || mayWrite;
}

function AbsenceRow({ absence }: { absence: Absence }) {
  const { t } = useTranslation('working-time');
  const { timeZone } = useKit();
  const mayChange = useMayChange()(absence.member_id);
  const remove = useWrite(() => deleteAbsence({ path: { id: absence.id }, throwOnError: true }), {
    tags: timeTags,
  });
  const name = absence.member?.name ?? '—';
  const today = dayInZone(new Date(), timeZone);
  const isNow = absence.from_on <= today && today <= absence.until_on;
  return (
    <li className={styles.absence}>
      <span className={styles.about}>
        <span className={styles.head}>
          <strong>{name}</strong>
          {isNow ? <StatusTag tone="warning">{t('absences.now')}</StatusTag> : null}
        </span>
        <span>
          <Day on={absence.from_on} /> – <Day on={absence.until_on} />
        </span>
        {absence.note ? <span className={styles.hint}>{absence.note}</span> : null}
      </span>
      {mayChange ? (
        <IconButton
          label={t('absences.remove', { name })}
          icon={<Trash2 size={16} />}
          onClick={remove.isPending ? undefined : () => remove.mutate(undefined)}
        />
      ) : null}
    </li>
  );
}

function AbsenceDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['working-time', 'common']);
  const me = useSession().member.id;
  const maySeeOthers = useMayChange()('');
  const form = useSavedForm<NewAbsence>({
    submit: (body) => createAbsence({ body, throwOnError: true }),
    tags: timeTags,
    onDone: onClose,
  });
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<NewAbsence>
      title={t('working-time:absences.add')}
      of={form}
      initialValues={{ member_id: me }}
      submitLabel={t('common:action.save')}
      onClose={onClose}
    >
      <Form.Item name="member_id" label={t('working-time:absences.member')} rules={required}>
        <MemberSelect disabled={!maySeeOthers} />
      </Form.Item>
      <Form.Item name="from_on" label={t('working-time:absences.from')} rules={required}>
        <DayPicker />
      </Form.Item>
      <Form.Item name="until_on" label={t('working-time:absences.until')} rules={required}>
        <DayPicker />
      </Form.Item>
      <Form.Item name="note" label={t('working-time:absences.note')}>
        <Input maxLength={500} placeholder={t('working-time:absences.note_placeholder')} />
      </Form.Item>
    </FormDrawer>
  );
}
