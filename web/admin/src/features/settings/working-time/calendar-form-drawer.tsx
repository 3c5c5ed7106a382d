import {
  createWorkCalendar,
  getWorkCalendar,
  ifMatch,
  updateWorkCalendar,
  type WorkCalendar,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast, useKit } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { EditableRows } from '../../../shared/forms/editable-rows';
import { RecordFormDrawer } from '../../../shared/forms/record-form-drawer';
import { DayPicker } from '../../../shared/time/pickers';
import { type CalendarValues, calendarBody, calendarPatch, newCalendar, valuesOf } from './calendar-values';
import { DaysPicker } from './days-picker';
import { parseHours } from './hours-text';
import styles from './working-time.module.css';

type CalendarFormDrawerProps = { calendar: WorkCalendar | undefined; onClose: () => void };

/** The working hours of a week, and the days that are not like the others. */
export default function CalendarFormDrawer({ calendar, onClose }: CalendarFormDrawerProps) {
  const { t } = useTranslation(['working-time', 'common']);
  const { timeZone } = useKit();
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<WorkCalendar, CalendarValues>
      record={calendar}
      title={
        calendar ? t('working-time:calendar.edit', { name: calendar.name }) : t('working-time:calendar.new')
      }
      submitLabel={calendar ? t('common:action.save') : t('common:action.create')}
      initial={newCalendar(timeZone)}
      valuesOf={valuesOf}
      create={async (values) =>
        (await createWorkCalendar({ body: calendarBody(values), throwOnError: true })).data
      }
      update={async (base, changes) =>
        (
          await updateWorkCalendar({
            path: { id: base.id },
            body: calendarPatch(changes),
            headers: ifMatch(base),
            throwOnError: true,
          })
        ).data
      }
      reload={async ({ id }) => (await getWorkCalendar({ path: { id }, throwOnError: true })).data}
      onSaved={async () => {
        await invalidateTags(queryClient, 'members', 'lead-routing', 'audit');
        showToast(t('common:saved'), { tone: 'success' });
        onClose();
      }}
      onClose={onClose}
    >
      <Fields />
    </RecordFormDrawer>
  );
}

const weekdays = [0, 1, 2, 3, 4, 5, 6];

function Fields() {
  const { t } = useTranslation(['working-time', 'common']);
  const { locale } = useKit();
  const required = { required: true, whitespace: true, message: t('common:form.required') };
  const readable = {
    validator: (_: unknown, text: string | undefined) =>
      parseHours(text) ? Promise.resolve() : Promise.reject(new Error(t('working-time:hours.unreadable'))),
  };
  return (
    <>
      <Form.Item name="name" label={t('working-time:calendar.name')} rules={[required]}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="time_zone" label={t('working-time:calendar.zone')} rules={[required]}>
        <Select
          showSearch
          options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <fieldset className={styles.week}>
        <legend>{t('working-time:week.title')}</legend>
        <p className={styles.hint}>{t('working-time:week.hint')}</p>
        {weekdays.map((day) => (
          <Form.Item
            key={day}
            name={['hours', 'weekly', day]}
            label={weekdayName(day, locale)}
            rules={[readable]}
            style={{ marginBottom: 8 }}
          >
            <Input autoComplete="off" placeholder={t('working-time:week.off')} />
          </Form.Item>
        ))}
      </fieldset>
      <Form.Item
        name={['hours', 'holidays']}
        label={t('working-time:holidays.title')}
        extra={t('working-time:holidays.hint')}
      >
        <DaysPicker />
      </Form.Item>
      <EditableRows
        name={['hours', 'special_days']}
        title={t('working-time:special.title')}
        text={t('working-time:special.hint')}
        addLabel={t('working-time:special.add')}
        added={{ hours: '09:00–18:00' }}
        fields={(at) => (
          <>
            <Form.Item
              name={[at, 'on']}
              label={t('working-time:special.day')}
              rules={[{ required: true, message: t('common:form.required') }]}
            >
              <DayPicker />
            </Form.Item>
            <Form.Item name={[at, 'hours']} label={t('working-time:special.hours')} rules={[readable]}>
              <Input autoComplete="off" placeholder={t('working-time:week.off')} />
            </Form.Item>
          </>
        )}
      />
    </>
  );
}

/** Monday is 0. */
export function weekdayName(day: number, locale: string): string {
  // The fifth of January 2026 was a Monday.
  const date = new Date(Date.UTC(2026, 0, 5 + day));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(date);
}
