import type { DryRun } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatShare } from '../../../shared/charts/format';
import styles from '../routing.module.css';

type DryRunResultProps = { found: DryRun; onOpenLead: (id: string) => void };

const shownFirst = 10;

/** Who would have got how many, against what happened, and the leads that would have gone elsewhere. */
export function DryRunResult({ found, onOpenLead }: DryRunResultProps) {
  const { t } = useTranslation('routing');
  const { locale } = useKit();
  const [isWhole, setWhole] = useState(false);
  if (found.leads === 0) return <p className={styles.hint}>{t('dry_run.no_leads')}</p>;
  const differences = isWhole ? found.differences : found.differences.slice(0, shownFirst);
  return (
    <div className={styles.section}>
      <p className={styles.hint} role="status">
        {t('dry_run.sentence', {
          count: found.leads,
          at_once: found.assigned_at_once,
          later: found.assigned_later,
        })}
        {found.is_cut ? ` ${t('dry_run.cut')}` : null}
      </p>
      {found.unassigned.map(({ reason, leads }) => (
        <p key={reason} className={styles.hint}>
          {t(`dry_run.unassigned.${reason}` as 'dry_run.unassigned.no_rule', { count: leads })}
        </p>
      ))}
      <table className={styles.table}>
        <caption className="visually-hidden">{t('dry_run.members')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reps.member')}</th>
            <th scope="col" className={styles.figure}>
              {t('dry_run.would_get')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('dry_run.share')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('dry_run.really_got')}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.members.map((row) => (
            <tr key={row.member_id}>
              <th scope="row">{row.member?.name ?? t('member.gone')}</th>
              <td className={styles.figure}>{formatCount(row.leads, locale)}</td>
              <td className={styles.figure}>{formatShare(row.share, locale)}</td>
              <td className={styles.figure}>{formatCount(row.leads_before, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.part}>
        <h3 className={styles.partTitle}>{t('dry_run.different', { count: found.different })}</h3>
        <ul className={styles.plainList}>
          {differences.map(({ lead_id, name, was, would_be }) => (
            <li key={lead_id}>
              <button type="button" className={styles.linkLike} onClick={() => onOpenLead(lead_id)}>
                {name ?? t('lead.unnamed')}
              </button>
              <span className={styles.hint}>
                {' '}
                {t('dry_run.instead', {
                  was: was?.name ?? t('dry_run.nobody'),
                  would_be: would_be?.name ?? t('dry_run.nobody'),
                })}
              </span>
            </li>
          ))}
        </ul>
        {found.differences.length > shownFirst && !isWhole ? (
          <Button type="link" size="small" className={styles.add ?? ''} onClick={() => setWhole(true)}>
            {t('dry_run.more', { count: found.differences.length })}
          </Button>
        ) : null}
        {isWhole && found.different > found.differences.length ? (
          <p className={styles.hint}>{t('dry_run.only_first', { count: found.differences.length })}</p>
        ) : null}
      </div>
      <p className={styles.hint}>{t('dry_run.how')}</p>
    </div>
  );
}
