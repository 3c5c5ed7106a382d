import type { ResponsePolicy, ResponseStart } from '@perennial/api-client';
import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../routing.module.css';
import { RuleFrame } from '../rules/rule-frame';
import { RuleLeads } from '../rules/rule-leads';
import type { RuleRow } from '../rules/rule-rows';
import { PolicySummary } from './policy-summary';
import { useCalendars } from './use-calendars';

const starts = ['captured', 'assigned'] as const satisfies ResponseStart[];

type PolicyCardProps = RuleRow<ResponsePolicy> & { policy: ResponsePolicy };

/** Which leads are to be answered how soon, and whose working time counts. */
export function PolicyCard({ policy, onChange, ...frame }: PolicyCardProps) {
  const { t } = useTranslation('routing');
  const calendars = useCalendars();
  const { name, target_minutes, starts: start, calendar_id } = policy;
  const pointer = `/policies/${frame.at}`;
  return (
    <RuleFrame
      {...frame}
      name={name}
      pointer={pointer}
      onName={(next) => onChange({ name: next })}
      summary={<PolicySummary policy={policy} />}
    >
      <RuleLeads rule={policy} pointer={pointer} isOff={frame.isOff} onChange={onChange} />
      <div className={styles.fields}>
        <Labelled label={t('policy.target')} problem={useRuleProblem(`${pointer}/target_minutes`)}>
          {(id) => (
            <InputNumber<number>
              id={id}
              className={styles.number ?? ''}
              min={1}
              max={10_000}
              precision={0}
              suffix={t('unit.minutes')}
              value={target_minutes}
              onChange={(minutes) => onChange({ target_minutes: minutes ?? 30 })}
            />
          )}
        </Labelled>
        <Labelled label={t('policy.start')}>
          {(id) => (
            <Select<ResponseStart>
              id={id}
              value={start}
              options={starts.map((value) => ({ value, label: t(`policy.starts.${value}`) }))}
              onChange={(next) => onChange({ starts: next })}
            />
          )}
        </Labelled>
        <Labelled label={t('policy.calendar')}>
          {(id) => (
            <Select<string>
              id={id}
              value={calendar_id ?? ''}
              options={[
                { value: '', label: t('policy.default_calendar') },
                ...calendars.map((each) => ({ value: each.id, label: each.name })),
              ]}
              onChange={(next) => onChange({ calendar_id: next || null })}
            />
          )}
        </Labelled>
      </div>
    </RuleFrame>
  );
}
