import type { ResponsePolicy, ResponseRules } from '@perennial/api-client';
import { listResponseVersionsOptions } from '@perennial/api-client/queries';
import { Card } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { newKey, ruleChanges } from '../../../shared/rules/rule-changes';
import { RulesFrame } from '../../../shared/rules/rules-frame';
import type { RulesDraft } from '../../../shared/rules/use-rules-draft';
import { VersionsCard } from '../../../shared/rules/versions-card';
import { everyLead } from '../../leads/condition/lead-condition';
import styles from '../routing.module.css';
import type { RoutingPanelProps } from '../routing-page';
import { RuleList } from '../rules/rule-list';
import { RuleRows } from '../rules/rule-rows';
import { PolicyCard } from './policy-card';
import { PolicySummary } from './policy-summary';
import { ResponseFiguresCard } from './response-figures-card';

type ResponseEditorProps = { panel: RoutingPanelProps; draft: RulesDraft<ResponseRules> };

/** The promises in their order, and how often they were kept. */
export function ResponseEditor({ panel, draft }: ResponseEditorProps) {
  const { t } = useTranslation('routing');
  const { canConfigure } = panel;
  const { rules, setRules, base } = draft;
  const { policies } = rules;
  const versions = useQuery(listResponseVersionsOptions());
  const makePolicy = () => ({
    key: newKey('promise', [...policies, ...base.rules.policies]),
    name: t('policy.number', { number: policies.length + 1 }),
    condition: everyLead,
    target_minutes: 30,
    starts: 'captured' as const,
  });
  return (
    <RulesFrame
      draft={draft}
      canConfigure={canConfigure}
      changes={ruleChanges(base.rules.policies, policies)}
      publishText={t('publish.response')}
      aside={
        <>
          <Card title={t('working_time.title')}>
            <div className={styles.section}>
              <p className={styles.hint}>{t('working_time.text')}</p>
              <Link to="/settings/working-time">{t('reps.working_time')}</Link>
            </div>
          </Card>
          <VersionsCard
            kind="response"
            query={versions}
            draft={draft}
            canConfigure={canConfigure}
            summary={(past) => (
              <RuleList rules={past.policies} nothing={t('policies.empty.title')}>
                {(policy) => <PolicySummary policy={policy} />}
              </RuleList>
            )}
          />
        </>
      }
    >
      {base.version > 0 ? (
        <ResponseFiguresCard window={panel.search.window} onWindow={(window) => panel.onChange({ window })} />
      ) : null}
      <RuleRows<ResponsePolicy>
        title={t('policies.title')}
        summary={t('policies.summary')}
        empty={{ title: t('policies.empty.title'), text: t('policies.empty.text') }}
        addText={t('policy.add')}
        rules={policies}
        isOff={!canConfigure}
        makeRule={makePolicy}
        onChange={(next) => setRules({ policies: next })}
      >
        {(policy, row) => <PolicyCard policy={policy} {...row} />}
      </RuleRows>
    </RulesFrame>
  );
}
