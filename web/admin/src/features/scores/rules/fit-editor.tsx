import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RuleCondition } from '../../leads/condition/rule-condition';
import { GroupFrame } from './group-frame';
import { changed, type KeyedFitGroup, keyed, without } from './keyed-rules';
import { RuleFrame } from './rule-frame';

type FitEditorProps = {
  isOff: boolean;
  groups: KeyedFitGroup[];
  onChange: (groups: KeyedFitGroup[]) => void;
};

/** Rules about who a lead is. */
export function FitEditor({ isOff, groups, onChange }: FitEditorProps) {
  const { t } = useTranslation('scores');
  const newRule = () => keyed({ name: '', points: 5, condition: { all: [] } });
  return (
    <>
      {groups.map((group, place) => {
        const pointer = `/fit/groups/${place}`;
        const set = (change: Partial<KeyedFitGroup>) => onChange(changed(groups, group.key_, change));
        return (
          <GroupFrame
            key={group.key_}
            group={group}
            pointer={pointer}
            onChange={({ name, cap }) => set({ name, cap: cap ?? null })}
            onAdd={() => set({ rules: [...group.rules, newRule()] })}
            onRemove={() => onChange(without(groups, group.key_))}
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
                  <RuleCondition
                    value={rule.condition}
                    pointer={`${pointer}/rules/${at}/condition`}
                    label={rule.name}
                    isOff={isOff}
                    onChange={(condition) => setRule({ condition })}
                  />
                </RuleFrame>
              );
            })}
          </GroupFrame>
        );
      })}
      <div>
        <Button
          icon={<Plus size={14} />}
          onClick={() => onChange([...groups, keyed({ name: '', cap: null, rules: [newRule()] })])}
        >
          {t('group.add')}
        </Button>
      </div>
    </>
  );
}
