import type { PoolRule } from '@perennial/api-client';
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { MemberSelect } from '../../../shared/members/member-select';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../routing.module.css';
import { RuleFrame } from '../rules/rule-frame';
import { RuleLeads } from '../rules/rule-leads';
import type { RuleRow } from '../rules/rule-rows';
import { PoolSummary } from './pool-summary';

type PoolCardProps = RuleRow<PoolRule> & { pool: PoolRule };

/** Which leads belong to a pool, who may take how many, and when they come back to it. */
export function PoolCard({ pool, onChange, ...frame }: PoolCardProps) {
  const { t } = useTranslation('routing');
  const { isOff, at } = frame;
  const pointer = `/pools/${at}`;
  const { name } = pool;
  const number = (field: LimitField, unit: 'days' | 'hours' | 'leads', min: number, max: number) => (
    <LimitInput
      pointer={`${pointer}/${field}`}
      label={t(`pool.${field}`)}
      hint={t(`pool.hint.${field}`)}
      unit={t(`unit.${unit}`)}
      // A wait of nothing is none; a limit of nothing is not set.
      none={min === 0 ? t('pool.none') : t('reps.any')}
      min={min}
      max={max}
      value={pool[field] || null}
      onChange={(value) => onChange({ [field]: min === 0 ? (value ?? 0) : value })}
    />
  );
  const takesBack = pool.protection_days != null;
  return (
    <RuleFrame
      {...frame}
      name={name}
      pointer={pointer}
      onName={(next) => onChange({ name: next })}
      summary={<PoolSummary pool={pool} />}
    >
      <RuleLeads rule={pool} pointer={pointer} isOff={isOff} onChange={onChange} />
      <fieldset className={styles.part}>
        <legend className={styles.partTitle}>{t('pool.claiming')}</legend>
        <div className={styles.fields}>
          {number('daily_claims', 'leads', 1, 10_000)}
          {number('max_held', 'leads', 1, 100_000)}
          {number('cooldown_days', 'days', 0, 365)}
          {number('hold_hours', 'hours', 0, 720)}
        </div>
        <p className={styles.hint}>{t('pool.masked')}</p>
      </fieldset>
      <fieldset className={styles.part}>
        <legend className={styles.partTitle}>{t('pool.taking_back')}</legend>
        <div className={styles.fields}>
          {number('protection_days', 'days', 1, 3_650)}
          {takesBack ? (
            <>
              {number('max_days', 'days', 1, 3_650)}
              {number('warn_days', 'days', 1, 365)}
              {number('escalate_days', 'days', 1, 365)}
              <Labelled label={t('pool.manager_id')}>
                {(id) => (
                  <MemberSelect
                    id={id}
                    noneLabel={t('pool.no_manager')}
                    value={pool.manager_id ?? null}
                    onChange={(manager_id) => onChange({ manager_id })}
                  />
                )}
              </Labelled>
            </>
          ) : null}
        </div>
        <p className={styles.hint}>{t(takesBack ? 'pool.back_text' : 'pool.never_back')}</p>
      </fieldset>
    </RuleFrame>
  );
}

type LimitField =
  | 'daily_claims'
  | 'max_held'
  | 'cooldown_days'
  | 'hold_hours'
  | 'protection_days'
  | 'max_days'
  | 'warn_days'
  | 'escalate_days';

type LimitInputProps = {
  pointer: string;
  label: string;
  hint: string;
  unit: string;
  none: string;
  min: number;
  max: number;
  value: number | null;
  onChange: (value: number | null) => void;
};

function LimitInput({ pointer, label, hint, unit, none, min, max, value, onChange }: LimitInputProps) {
  return (
    <Labelled label={label} hint={hint} problem={useRuleProblem(pointer)}>
      {(id) => (
        <>
          <InputNumber<number>
            id={id}
            className={styles.number ?? ''}
            aria-describedby={`${id}-hint`}
            min={min}
            max={max}
            precision={0}
            placeholder={none}
            suffix={unit}
            value={value}
            onChange={onChange}
          />
          <span id={`${id}-hint`} className={styles.hint}>
            {hint}
          </span>
        </>
      )}
    </Labelled>
  );
}
