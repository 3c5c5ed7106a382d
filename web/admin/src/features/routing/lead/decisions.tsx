import type { AssignmentDecision, NamedCandidate } from '@perennial/api-client';
import { listAssignmentDecisionsOptions } from '@perennial/api-client/queries';
import { DateTime, ErrorState, RelativeTime, StatusTag, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './lead-routing.module.css';

/** Why the rules gave the lead to whom they did. */
export function Decisions({ leadId }: { leadId: string }) {
  const { t } = useTranslation('lead-routing');
  const query = useQuery(listAssignmentDecisionsOptions({ path: { id: leadId } }));
  const decisions = query.data?.data ?? [];
  return (
    <section>
      <h3 className={styles.title}>{t('why.title')}</h3>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && decisions.length === 0 ? <p className={styles.meta}>{t('why.nothing')}</p> : null}
      <ol className={styles.list}>
        {decisions.map((decision) => (
          <Decision key={decision.id} decision={decision} />
        ))}
      </ol>
    </section>
  );
}

function Decision({ decision }: { decision: AssignmentDecision }) {
  const { t } = useTranslation('lead-routing');
  const { member, outcome, rules_version: version, strategy, candidates, passed_rule_keys } = decision;
  const rule = decision.rule_name ?? decision.rule_key ?? '';
  const how = [
    strategy ? t(`why.strategy.${strategy}`) : undefined,
    decision.only_working_hours ? t('why.only_working_hours') : undefined,
    passed_rule_keys.length > 0 ? t('why.passed', { count: passed_rule_keys.length }) : undefined,
  ];
  return (
    <li className={styles.decision}>
      <span className={styles.head}>
        <strong>
          {outcome === 'assigned'
            ? t('why.assigned', { name: member?.name ?? t('owners.gone'), rule })
            : outcome === 'no_rule'
              ? t('why.no_rule')
              : t('why.nobody_free', { rule })}
        </strong>
        {decision.is_reproduced ? (
          <StatusTag tone="success">{t('why.reproduced')}</StatusTag>
        ) : (
          <StatusTag tone="warning">{t('why.not_reproduced')}</StatusTag>
        )}
      </span>
      <span className={styles.meta}>
        <DateTime at={decision.decided_at} /> · {t('why.version', { version })}
        {how.filter(Boolean).map((each) => ` · ${each}`)}
      </span>
      {candidates.length > 0 ? <Candidates candidates={candidates} chosenId={member?.id} /> : null}
    </li>
  );
}

type CandidatesProps = { candidates: NamedCandidate[]; chosenId: string | undefined };

function Candidates({ candidates, chosenId }: CandidatesProps) {
  const { t } = useTranslation('lead-routing');
  const { locale } = useKit();
  const number = (value: number | null | undefined) =>
    value == null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const has = (field: 'credit' | 'open_leads' | 'weight') => candidates.some((each) => each[field] != null);
  const shown = (['credit', 'open_leads', 'weight'] as const).filter(has);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={t('why.candidates')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('why.candidate')}</th>
            <th scope="col">{t('why.result')}</th>
            {shown.map((field) => (
              <th key={field} scope="col" className={styles.figure}>
                {t(`why.${field}`)}
              </th>
            ))}
            <th scope="col">{t('why.last')}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((each) => (
            <tr key={each.member_id} data-chosen={each.member_id === chosenId || undefined}>
              <th scope="row">{each.name ?? t('owners.gone')}</th>
              <td>
                <Result candidate={each} isChosen={each.member_id === chosenId} />
              </td>
              {shown.map((field) => (
                <td key={field} className={styles.figure}>
                  {number(each[field])}
                </td>
              ))}
              <td>{each.last_assigned_at ? <RelativeTime at={each.last_assigned_at} /> : t('why.never')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Result({ candidate, isChosen }: { candidate: NamedCandidate; isChosen: boolean }) {
  const { t } = useTranslation('lead-routing');
  const preferred = candidate.preferred ? ` · ${t('why.preferred')}` : '';
  if (isChosen) {
    return (
      <>
        <StatusTag tone="success">{t('why.chosen')}</StatusTag>
        {preferred}
      </>
    );
  }
  const { excluded } = candidate;
  return `${excluded ? t(`why.excluded.${excluded}`) : t('why.not_their_turn')}${preferred}`;
}
