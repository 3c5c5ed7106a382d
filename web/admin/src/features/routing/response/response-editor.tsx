import type { ResponsePolicy, ResponseRules } from '@perennial/api-client';
import { Card, EmptyState } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SortableRows } from '../../../shared/forms/sortable-rows';
import { everyLead } from '../../leads/condition/lead-condition';
import styles from '../routing.module.css';
import type { RoutingPanelProps } from '../routing-page';
import { newKey, ruleChanges } from '../rules/rule-changes';
import { RulesFrame } from '../rules/rules-frame';
import type { RulesDraft } from '../rules/use-rules-draft';
import { PolicyCard } from './policy-card';
import { ResponseFiguresCard } from './response-figures-card';

type ResponseEditorProps = { panel: RoutingPanelProps; draft: RulesDraft<ResponseRules> };

/** The promises in their order, and how often they were kept. */
export function ResponseEditor({ panel, draft }: ResponseEditorProps) {
  const { t } = useTranslation('routing');
  const { canConfigure } = panel;
  const { rules, setRules, base } = draft;
  const { policies } = rules;
  const [opened, setOpened] = useState<string[]>([]);
  const set = (next: ResponsePolicy[]) => setRules({ policies: next });
  const toggle = (key: string) =>
    setOpened((old) => (old.includes(key) ? old.filter((each) => each !== key) : [...old, key]));
  const add = () => {
    const key = newKey('promise', [...policies, ...base.rules.policies]);
    const policy = {
      key,
      name: t('policy.number', { number: policies.length + 1 }),
      condition: everyLead,
      target_minutes: 30,
      starts: 'captured' as const,
    };
    set([...policies, policy]);
    setOpened((old) => [...old, key]);
  };
  const addButton = canConfigure ? (
    <Button icon={<Plus size={14} />} onClick={add}>
      {t('policy.add')}
    </Button>
  ) : null;
  return (
    <RulesFrame
      draft={draft}
      canConfigure={canConfigure}
      changes={ruleChanges(base.rules.policies, policies)}
      publishText={t('publish.response')}
      aside={
        <Card title={t('working_time.title')}>
          <div className={styles.section}>
            <p className={styles.hint}>{t('working_time.text')}</p>
            <Link to="/settings/working-time">{t('reps.working_time')}</Link>
          </div>
        </Card>
      }
    >
      {base.version > 0 ? (
        <ResponseFiguresCard window={panel.search.window} onWindow={(window) => panel.onChange({ window })} />
      ) : null}
      <Card title={t('policies.title')} summary={t('policies.summary')}>
        {policies.length === 0 ? (
          <EmptyState title={t('policies.empty.title')} action={addButton}>
            {t('policies.empty.text')}
          </EmptyState>
        ) : (
          <div className={styles.section}>
            <SortableRows
              label={t('policies.title')}
              rows={policies}
              idOf={({ key }) => key}
              nameOf={({ name }) => name}
              isOff={!canConfigure}
              onChange={set}
            >
              {(policy, at, tools) => (
                <PolicyCard
                  policy={policy}
                  at={at}
                  isOpen={opened.includes(policy.key)}
                  isOff={!canConfigure}
                  tools={tools}
                  onToggle={() => toggle(policy.key)}
                  onChange={(part) =>
                    set(policies.map((each) => (each.key === policy.key ? { ...each, ...part } : each)))
                  }
                  onRemove={() => set(policies.filter(({ key }) => key !== policy.key))}
                />
              )}
            </SortableRows>
            {addButton ? <div>{addButton}</div> : null}
          </div>
        )}
      </Card>
    </RulesFrame>
  );
}
