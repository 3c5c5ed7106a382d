import { useTranslation } from 'react-i18next';
import { useMembers } from '../../../shared/members/use-members';
import { LeadConditionText } from '../../leads/condition/lead-condition-text';
import styles from '../routing.module.css';
import type { AssignmentRule } from './assignment-rules';

/** A rule in a few lines: which leads, who gets them, how. */
export function RuleSummary({ rule }: { rule: AssignmentRule }) {
  const { t } = useTranslation('routing');
  const { nameOf } = useMembers();
  const names = rule.members.map(({ member_id, weight }) => {
    const name = nameOf(member_id) ?? t('member.gone');
    return rule.strategy === 'weighted' && weight != null ? t('member.with_weight', { name, weight }) : name;
  });
  return (
    <div className={rule.enabled ? styles.summary : `${styles.summary} ${styles.off}`}>
      <LeadConditionText condition={rule.condition} />
      <span>
        {names.length > 0 ? names.join(t('list.comma')) : t('rule.nobody')}
        {` · ${t(`strategy.${rule.strategy}`)}`}
        {rule.only_working_hours ? ` · ${t('rule.only_working_hours')}` : null}
        {rule.members.some(({ preferred }) => preferred) ? ` · ${t('rule.with_preferred')}` : null}
      </span>
    </div>
  );
}
