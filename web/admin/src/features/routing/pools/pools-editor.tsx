import type { PoolRule, PoolRules } from '@perennial/api-client';
import { listPoolVersionsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { newKey, ruleChanges } from '../../../shared/rules/rule-changes';
import { RulesFrame } from '../../../shared/rules/rules-frame';
import type { RulesDraft } from '../../../shared/rules/use-rules-draft';
import { VersionsCard } from '../../../shared/rules/versions-card';
import { everyLead } from '../../leads/condition/lead-condition';
import type { RoutingPanelProps } from '../routing-page';
import { RuleList } from '../rules/rule-list';
import { RuleRows } from '../rules/rule-rows';
import { PoolCard } from './pool-card';
import { PoolSummary } from './pool-summary';
import { ReclaimPreviewCard } from './reclaim-preview-card';

type PoolsEditorProps = { panel: RoutingPanelProps; draft: RulesDraft<PoolRules> };

/** The pools in their order, and what the next nights would take back. */
export function PoolsEditor({ panel, draft }: PoolsEditorProps) {
  const { t } = useTranslation('routing');
  const { canConfigure } = panel;
  const { rules, setRules, base } = draft;
  const { pools } = rules;
  const versions = useQuery(listPoolVersionsOptions());
  const makePool = () => ({
    key: newKey('pool', [...pools, ...base.rules.pools]),
    name: pools.length === 0 ? t('pool.first') : t('pool.number', { number: pools.length + 1 }),
    condition: everyLead,
    daily_claims: 5,
    max_held: 50,
    cooldown_days: 7,
    hold_hours: 0,
    protection_days: 14,
    max_days: 90,
    warn_days: 3,
  });
  return (
    <RulesFrame
      draft={draft}
      canConfigure={canConfigure}
      changes={ruleChanges(base.rules.pools, pools)}
      publishText={t('publish.pools')}
      aside={
        <VersionsCard
          kind="pool"
          query={versions}
          draft={draft}
          canConfigure={canConfigure}
          summary={(past) => (
            <RuleList rules={past.pools} nothing={t('pools.empty.title')}>
              {(pool) => <PoolSummary pool={pool} />}
            </RuleList>
          )}
        />
      }
    >
      <ReclaimPreviewCard
        rules={base.rules}
        nights={panel.search.nights}
        onNights={(nights) => panel.onChange({ nights })}
        onOpenLead={panel.onOpenLead}
      />
      <RuleRows<PoolRule>
        title={t('pools.title')}
        summary={t('pools.summary')}
        actions={base.rules.pools.length > 0 ? <Link to="/pool">{t('pools.open')}</Link> : null}
        empty={{ title: t('pools.empty.title'), text: t('pools.empty.text') }}
        addText={t('pool.add')}
        rules={pools}
        isOff={!canConfigure}
        makeRule={makePool}
        onChange={(next) => setRules({ pools: next })}
      >
        {(pool, row) => <PoolCard pool={pool} {...row} />}
      </RuleRows>
    </RulesFrame>
  );
}
