import type { Trigger } from '@perennial/api-client';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DecayField } from './decay-field';
import { FrequencyField } from './frequency-field';
import { GroupFrame } from './group-frame';
import { changed, type KeyedEngagementGroup, keyed, without } from './keyed-rules';
import { RuleFrame } from './rule-frame';
import styles from './rules.module.css';
import { TriggerField } from './trigger-field';

type EngagementEditorProps = {
  groups: KeyedEngagementGroup[];
  onChange: (groups: KeyedEngagementGroup[]) => void;
};

/** Rules about what a lead did. */
export function EngagementEditor({ groups, onChange }: EngagementEditorProps) {
  const { t } = useTranslation('scores');
  const when: Trigger = { touch: {} };
  const newRule = () => keyed({ name: '', points: 5, when, limit: null });
  const newGroup = () =>
    keyed({ name: '', cap: null, decay: { half_life: { days: 30 } }, rules: [newRule()] });
  return (
    <>
      {groups.map((group, place) => {
        const pointer = `/engagement/groups/${place}`;
        const set = (change: Partial<KeyedEngagementGroup>) => onChange(changed(groups, group.key_, change));
        return (
          <GroupFrame
            key={group.key_}
            group={group}
            pointer={pointer}
            onChange={({ name, cap }) => set({ name, cap: cap ?? null })}
            onAdd={() => set({ rules: [...group.rules, newRule()] })}
            onRemove={() => onChange(without(groups, group.key_))}
            more={
              <DecayField
                value={group.decay}
                pointer={`${pointer}/decay`}
                onChange={(decay) => set({ decay })}
              />
            }
          >
            {group.rules.map((rule, at) => {
              const setRule = (change: Partial<typeof rule>) =>
                set({ rules: changed(group.rules, rule.key_, change) });
              return (
                <RuleFrame
                  key={rule.key_}
                  rule={rule}
                  pointer={`${pointer}/rules/${at}`}
                  onChange={({ name, points }) => setRule({ name, points })}
                  onRemove={() => set({ rules: without(group.rules, rule.key_) })}
                >
                  <div className={styles.conditionRow}>
                    <TriggerField value={rule.when} onChange={(next) => setRule({ when: next })} />
                    <FrequencyField value={rule.limit ?? null} onChange={(limit) => setRule({ limit })} />
                  </div>
                </RuleFrame>
              );
            })}
          </GroupFrame>
        );
      })}
      <div>
        <Button icon={<Plus size={14} />} onClick={() => onChange([...groups, newGroup()])}>
          {t('group.add')}
        </Button>
      </div>
    </>
  );
}
