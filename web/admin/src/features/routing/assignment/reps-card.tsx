import type { RepState } from '@perennial/api-client';
import { listAssignmentRepsOptions } from '@perennial/api-client/queries';
import { Card, Day, RelativeTime, StatusTag, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/charts/format';
import { useMembers } from '../../../shared/members/use-members';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../routing.module.css';
import { type AssignmentRules, membersOf, repOf, withRep } from './assignment-rules';

type RepsCardProps = { rules: AssignmentRules; onChange: (rules: AssignmentRules) => void };

/** How much each member takes, and how they stand at the moment. */
export function RepsCard({ rules, onChange }: RepsCardProps) {
  const { t } = useTranslation('routing');
  const states = useQuery(listAssignmentRepsOptions()).data?.data ?? [];
  const members = membersOf(rules);
  const problem = useRuleProblem('/reps');
  return (
    <Card
      title={t('reps.title')}
      summary={t('reps.summary')}
      actions={<Link to="/settings/working-time">{t('reps.working_time')}</Link>}
    >
      {members.length === 0 ? <p className={styles.hint}>{t('reps.nothing')}</p> : null}
      {members.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
        <section className={styles.scroller} tabIndex={0} aria-label={t('reps.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('reps.member')}</th>
                <th scope="col">{t('reps.capacity')}</th>
                <th scope="col">{t('reps.max_open')}</th>
                <th scope="col">{t('reps.now')}</th>
                <th scope="col" className={styles.figure}>
                  {t('reps.open')}
                </th>
                <th scope="col" className={styles.figure}>
                  {t('reps.credit')}
                </th>
                <th scope="col">{t('reps.last')}</th>
              </tr>
            </thead>
            <tbody>
              {members.map((id) => (
                <RepRow
                  key={id}
                  memberId={id}
                  rules={rules}
                  state={states.find(({ member_id }) => member_id === id)}
                  onChange={onChange}
                />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </Card>
  );
}

type RepRowProps = RepsCardProps & { memberId: string; state: RepState | undefined };

function RepRow({ memberId, rules, state, onChange }: RepRowProps) {
  const { t } = useTranslation('routing');
  const { locale } = useKit();
  const name = useMembers().nameOf(memberId) ?? state?.member?.name ?? t('member.gone');
  const rep = repOf(rules, memberId);
  const limit = (field: 'monthly_capacity' | 'max_open', label: string) => (
    <InputNumber<number>
      aria-label={t(label as 'reps.capacity_of', { name })}
      style={{ width: 96 }}
      min={1}
      max={100_000}
      precision={0}
      placeholder={t('reps.any')}
      value={rep[field] ?? null}
      onChange={(value) => onChange(withRep(rules, memberId, { [field]: value }))}
    />
  );
  const credit =
    state?.credit == null
      ? '—'
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(state.credit);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{limit('monthly_capacity', 'reps.capacity_of')}</td>
      <td>{limit('max_open', 'reps.max_open_of')}</td>
      <td>
        <Standing state={state} />
      </td>
      <td className={styles.figure}>
        {state ? (
          <Link to="/leads" search={{ owner_id: memberId, status_type: 'open,ongoing,on_hold' }}>
            {formatCount(state.open_leads, locale)}
          </Link>
        ) : (
          '—'
        )}
      </td>
      <td className={styles.figure}>{credit}</td>
      <td>{state?.last_assigned_at ? <RelativeTime at={state.last_assigned_at} /> : '—'}</td>
    </tr>
  );
}

function Standing({ state }: { state: RepState | undefined }) {
  const { t } = useTranslation('routing');
  // Only in the draft yet.
  if (!state) return <span>—</span>;
  if (!state.is_active) return <StatusTag tone="danger">{t('reps.inactive')}</StatusTag>;
  if (state.absent_until_on) {
    return (
      <>
        <StatusTag tone="warning">{t('reps.absent')}</StatusTag> <Day on={state.absent_until_on} />
      </>
    );
  }
  return state.is_working ? (
    <StatusTag tone="success">{t('reps.working')}</StatusTag>
  ) : (
    <StatusTag>{t('reps.off')}</StatusTag>
  );
}
