import type { AssignmentRule } from '@perennial/api-client';
import { listAssignmentVersionsOptions } from '@perennial/api-client/queries';
import { Card } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { printed } from '../../../shared/rules/printed';
import { newKey, ruleChanges } from '../../../shared/rules/rule-changes';
import { RulesFrame } from '../../../shared/rules/rules-frame';
import type { RulesDraft } from '../../../shared/rules/use-rules-draft';
import { VersionsCard } from '../../../shared/rules/versions-card';
import { everyLead } from '../../leads/condition/lead-condition';
import type { RoutingPanelProps } from '../routing-page';
import { RuleRows } from '../rules/rule-rows';
import type { AssignmentRules } from './assignment-rules';
import { AssignmentSummary } from './assignment-summary';
import { DryRunCard } from './dry-run-card';
import { FallbackField } from './fallback-field';
import { RepsCard } from './reps-card';
import { RuleCard } from './rule-card';
import { useDryRun } from './use-dry-run';
import { WaitingLine } from './waiting-line';

type AssignmentEditorProps = { panel: RoutingPanelProps; draft: RulesDraft<AssignmentRules> };

/** The rules in their order, what each member takes, and where the rest goes. */
export function AssignmentEditor({ panel, draft }: AssignmentEditorProps) {
  const { t } = useTranslation('routing');
  const { canConfigure } = panel;
  const { rules, setRules, base } = draft;
  const dryRun = useDryRun(rules);
  const versions = useQuery(listAssignmentVersionsOptions());
  const makeRule = () => ({
    key: newKey('rule', [...rules.rules, ...base.rules.rules]),
    name: t('rule.number', { number: rules.rules.length + 1 }),
    enabled: true,
    condition: everyLead,
    strategy: 'round_robin' as const,
    only_working_hours: true,
    members: [],
  });
  const ofRules = ruleChanges(base.rules.rules, rules.rules);
  const isOther = (part: 'reps' | 'fallback_pool_key') =>
    printed(base.rules[part] ?? null) !== printed(rules[part] ?? null);
  const changes = [
    ...ofRules,
    ...(isOther('reps') ? [{ kind: 'changed' as const, name: t('reps.title') }] : []),
    ...(isOther('fallback_pool_key') ? [{ kind: 'changed' as const, name: t('fallback.title') }] : []),
  ];
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
          <VersionsCard
            kind="assignment"
            query={versions}
            draft={draft}
            canConfigure={canConfigure}
            summary={(past) => <AssignmentSummary rules={past} />}
          />
        </>
      }
    >
      <RuleRows<AssignmentRule>
        title={t('rules.title')}
        summary={t('rules.summary')}
        actions={<WaitingLine />}
        empty={{ title: t('rules.empty.title'), text: t('rules.empty.text') }}
        addText={t('rule.add')}
        rules={rules.rules}
        isOff={!canConfigure}
        makeRule={makeRule}
        onChange={(next) => setRules({ ...rules, rules: next })}
      >
        {(rule, row) => <RuleCard rule={rule} {...row} />}
      </RuleRows>
      <Card title={t('fallback.title')} summary={t('fallback.summary')}>
        <FallbackField
          value={rules.fallback_pool_key ?? null}
          onChange={(fallback_pool_key) => setRules({ ...rules, fallback_pool_key })}
        />
      </Card>
      <RepsCard rules={rules} onChange={setRules} />
    </RulesFrame>
  );
}
