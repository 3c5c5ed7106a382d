import { IconButton } from '@perennial/ui';
import { Button, InputNumber, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMemberOptions } from '../../../shared/members/member-select';
import { useMembers } from '../../../shared/members/use-members';
import { everyLead } from '../../leads/condition/lead-condition';
import { RuleCondition } from '../../leads/condition/rule-condition';
import styles from '../routing.module.css';
import { type AssignmentRule, type RuleMember, withMembers } from './assignment-rules';

type RuleMembersProps = {
  rule: AssignmentRule;
  pointer: string;
  isOff: boolean;
  onChange: (members: RuleMember[]) => void;
};

/** Who may get the leads of a rule, in what proportion, and which of them they are asked for first. */
export function RuleMembers({ rule, pointer, isOff, onChange }: RuleMembersProps) {
  const { t } = useTranslation('routing');
  const options = useMemberOptions();
  const { members } = rule;
  const chosen = members.map(({ member_id }) => member_id);
  const left = options.filter(({ value }) => !chosen.includes(value));
  const change = (id: string, part: Partial<RuleMember>) =>
    onChange(members.map((member) => (member.member_id === id ? { ...member, ...part } : member)));
  return (
    <fieldset className={styles.part}>
      <legend className={styles.partTitle}>{t('rule.members')}</legend>
      {members.length === 0 ? <p className={styles.hint}>{t('rule.nobody_yet')}</p> : null}
      <ul className={styles.plainList}>
        {members.map((member, at) => (
          <MemberRow
            key={member.member_id}
            member={member}
            pointer={`${pointer}/${at}`}
            isWeighted={rule.strategy === 'weighted'}
            isOff={isOff}
            onChange={(part) => change(member.member_id, part)}
            onRemove={() => onChange(members.filter((each) => each !== member))}
          />
        ))}
      </ul>
      {isOff || left.length === 0 ? null : (
        <Select<string[]>
          mode="multiple"
          aria-label={t('rule.add_members')}
          placeholder={t('rule.add_members')}
          style={{ maxWidth: 320 }}
          showSearch={{ optionFilterProp: 'search' }}
          value={[]}
          options={left}
          onChange={(added) => onChange(withMembers(members, [...chosen, ...added]))}
        />
      )}
    </fieldset>
  );
}

type MemberRowProps = {
  member: RuleMember;
  pointer: string;
  isWeighted: boolean;
  isOff: boolean;
  onChange: (part: Partial<RuleMember>) => void;
  onRemove: () => void;
};

function MemberRow({ member, pointer, isWeighted, isOff, onChange, onRemove }: MemberRowProps) {
  const { t } = useTranslation('routing');
  const name = useMembers().nameOf(member.member_id) ?? t('member.gone');
  return (
    <li className={styles.member}>
      <span className={styles.memberName}>{name}</span>
      <span className={styles.memberPrefers}>
        {member.preferred ? (
          <>
            <span className={styles.hint}>{t('member.preferred')}</span>
            <RuleCondition
              value={member.preferred}
              pointer={`${pointer}/preferred`}
              label={t('member.preferred_of', { name })}
              isOff={isOff}
              onChange={(preferred) => onChange({ preferred })}
            />
            {isOff ? null : (
              <Button
                type="link"
                size="small"
                className={styles.add ?? ''}
                onClick={() => onChange({ preferred: null })}
              >
                {t('member.no_preferred')}
              </Button>
            )}
          </>
        ) : isOff ? null : (
          <Button
            type="link"
            size="small"
            icon={<Plus size={12} />}
            aria-label={t('member.add_preferred_of', { name })}
            onClick={() => onChange({ preferred: everyLead })}
          >
            {t('member.add_preferred')}
          </Button>
        )}
      </span>
      {isWeighted ? (
        <InputNumber<number>
          className={styles.weight ?? ''}
          aria-label={t('member.weight_of', { name })}
          min={1}
          max={100_000}
          precision={0}
          placeholder={t('member.weight')}
          suffix={t('member.weight')}
          value={member.weight ?? null}
          onChange={(weight) => onChange({ weight })}
        />
      ) : (
        <span />
      )}
      {isOff ? (
        <span />
      ) : (
        <IconButton label={t('member.remove', { name })} icon={<X size={16} />} onClick={onRemove} />
      )}
    </li>
  );
}
