import type { PoolRule, PoolRules } from '@perennial/api-client';
import { listPoolVersionsOptions } from '@perennial/api-client/queries';
import { Card, EmptyState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
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
import { VersionsCard } from '../rules/versions-card';
import { PoolCard } from './pool-card';
import { ReclaimPreviewCard } from './reclaim-preview-card';

type PoolsEditorProps = { panel: RoutingPanelProps; draft: RulesDraft<PoolRules> };

/** The pools in their order, and what the next nights would take back. */
export function PoolsEditor({ panel, draft }: PoolsEditorProps) {
  const { t } = useTranslation('routing');
  const { canConfigure } = panel;
  const { rules, setRules, base } = draft;
  const { pools } = rules;
  const [opened, setOpened] = useState<string[]>([]);
  const versions = useQuery(listPoolVersionsOptions());
  const set = (next: PoolRule[]) => setRules({ pools: next });
  const toggle = (key: string) =>
    setOpened((old) => (old.includes(key) ? old.filter((each) => each !== key) : [...old, key]));
  const add = () => {
    const key = newKey('pool', [...pools, ...base.rules.pools]);
    const pool = {
      key,
      name: pools.length === 0 ? t('pool.first') : t('pool.number', { number: pools.length + 1 }),
      condition: everyLead,
      daily_claims: 5,
      max_held: 50,
      cooldown_days: 7,
      hold_hours: 0,
      protection_days: 14,
      max_days: 90,
      warn_days: 3,
    };
    set([...pools, pool]);
    setOpened((old) => [...old, key]);
  };
  const addButton = canConfigure ? (
    <Button icon={<Plus size={14} />} onClick={add}>
      {t('pool.add')}
    </Button>
  ) : null;
  return (
    <RulesFrame
      draft={draft}
      canConfigure={canConfigure}
      changes={ruleChanges(base.rules.pools, pools)}
      publishText={t('publish.pools')}
      aside={<VersionsCard query={versions} />}
    >
      <ReclaimPreviewCard
        rules={base.rules}
        nights={panel.search.nights}
        onNights={(nights) => panel.onChange({ nights })}
        onOpenLead={panel.onOpenLead}
      />
      <Card
        title={t('pools.title')}
        summary={t('pools.summary')}
        actions={base.rules.pools.length > 0 ? <Link to="/pool">{t('pools.open')}</Link> : null}
      >
        {pools.length === 0 ? (
          <EmptyState title={t('pools.empty.title')} action={addButton}>
            {t('pools.empty.text')}
          </EmptyState>
        ) : (
          <div className={styles.section}>
            <SortableRows
              label={t('pools.title')}
              rows={pools}
              idOf={({ key }) => key}
              nameOf={({ name }) => name}
              isOff={!canConfigure}
              onChange={set}
            >
              {(pool, at, tools) => (
                <PoolCard
                  pool={pool}
                  at={at}
                  isOpen={opened.includes(pool.key)}
                  isOff={!canConfigure}
                  tools={tools}
                  onToggle={() => toggle(pool.key)}
                  onChange={(part) =>
                    set(pools.map((each) => (each.key === pool.key ? { ...each, ...part } : each)))
                  }
                  onRemove={() => set(pools.filter(({ key }) => key !== pool.key))}
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
