import { listAssignmentVersionsOptions } from '@perennial/api-client/queries';
import { Card, EmptyState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SortableRows } from '../../../shared/forms/sortable-rows';
import { everyLead } from '../../leads/condition/lead-condition';
import styles from '../routing.module.css';
import type { RoutingPanelProps } from '../routing-page';
import { printed } from '../rules/printed';
import { newKey, ruleChanges } from '../rules/rule-changes';
import { RulesFrame } from '../rules/rules-frame';
import type { RulesDraft } from '../rules/use-rules-draft';
import { VersionsCard } from '../rules/versions-card';
import { type AssignmentRules, withRule } from './assignment-rules';
import { DryRunCard } from './dry-run-card';
import { FallbackField } from './fallback-field';
import { RepsCard } from './reps-card';
import { RuleCard } from './rule-card';
import { useDryRun } from './use-dry-run';
import { WaitingLine } from './waiting-line';

const VersionDrawer = lazy(() => import('./version-drawer'));

type AssignmentEditorProps = { panel: RoutingPanelProps; draft: RulesDraft<AssignmentRules> };

/** The rules in their order, what each member takes, and where the rest goes. */
export function AssignmentEditor({ panel, draft }: AssignmentEditorProps) {
  const { t } = useTranslation('routing');
  const { canConfigure } = panel;
  const { rules, setRules, base } = draft;
  const dryRun = useDryRun(rules);
  const [opened, setOpened] = useState<string[]>([]);
  const [shownVersion, setShownVersion] = useState<number>();
  const versions = useQuery(listAssignmentVersionsOptions());
  const isOpen = (key: string) => opened.includes(key);
  const toggle = (key: string) =>
    setOpened((old) => (old.includes(key) ? old.filter((each) => each !== key) : [...old, key]));
  const add = () => {
    const key = newKey('rule', [...rules.rules, ...base.rules.rules]);
    const rule = {
      key,
      name: t('rule.number', { number: rules.rules.length + 1 }),
      enabled: true,
      condition: everyLead,
      strategy: 'round_robin' as const,
      only_working_hours: true,
      members: [],
    };
    setRules({ ...rules, rules: [...rules.rules, rule] });
    setOpened((old) => [...old, key]);
  };
  const ofRules = ruleChanges(base.rules.rules, rules.rules);
  const isOther = (part: 'reps' | 'fallback_pool_key') =>
    printed(base.rules[part] ?? null) !== printed(rules[part] ?? null);
  const changes = [
    ...ofRules,
    ...(isOther('reps') ? [{ kind: 'changed' as const, name: t('reps.title') }] : []),
    ...(isOther('fallback_pool_key') ? [{ kind: 'changed' as const, name: t('fallback.title') }] : []),
  ];
  const addButton = canConfigure ? (
    <Button icon={<Plus size={14} />} onClick={add}>
      {t('rule.add')}
    </Button>
  ) : null;
  return (
    <RulesFrame
      draft={draft}
      canConfigure={canConfigure}
      changes={changes}
      problems={dryRun.problems}
      publishText={t('publish.assignment')}
      aside={
        <>
          <DryRunCard dryRun={dryRun} canConfigure={canConfigure} onOpenLead={panel.onOpenLead} />
          <VersionsCard query={versions} onOpen={setShownVersion} />
        </>
      }
    >
      <Card title={t('rules.title')} summary={t('rules.summary')} actions={<WaitingLine />}>
        {rules.rules.length === 0 ? (
          <EmptyState title={t('rules.empty.title')} action={addButton}>
            {t('rules.empty.text')}
          </EmptyState>
        ) : (
          <div className={styles.section}>
            <SortableRows
              label={t('rules.title')}
              rows={rules.rules}
              idOf={({ key }) => key}
              nameOf={({ name }) => name}
              isOff={!canConfigure}
              onChange={(next) => setRules({ ...rules, rules: next })}
            >
              {(rule, at, tools) => (
                <RuleCard
                  rule={rule}
                  at={at}
                  isOpen={isOpen(rule.key)}
                  isOff={!canConfigure}
                  tools={tools}
                  onToggle={() => toggle(rule.key)}
                  onChange={(change) => setRules(withRule(rules, rule.key, change))}
                  onRemove={() =>
                    setRules({ ...rules, rules: rules.rules.filter(({ key }) => key !== rule.key) })
                  }
                />
              )}
            </SortableRows>
            {addButton ? <div>{addButton}</div> : null}
          </div>
        )}
      </Card>
      <Card title={t('fallback.title')} summary={t('fallback.summary')}>
        <FallbackField
          value={rules.fallback_pool_key ?? null}
          onChange={(fallback_pool_key) => setRules({ ...rules, fallback_pool_key })}
        />
      </Card>
      <RepsCard rules={rules} onChange={setRules} />
      {shownVersion === undefined ? null : (
        <Suspense fallback={null}>
          <VersionDrawer version={shownVersion} onClose={() => setShownVersion(undefined)} />
        </Suspense>
      )}
    </RulesFrame>
  );
}
