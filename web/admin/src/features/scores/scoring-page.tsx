import { PageHeader } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { ModelPanel } from './model/model-panel';
import { RulesPanel } from './rules/rules-panel';
import { scoringTabs } from './score-search';
import { VersionsPanel } from './versions-panel';

/** How leads are scored: by rules that people write, and by what was learned from outcomes. */
export function ScoringPage() {
  const { t } = useTranslation('scores');
  const search = useSearch({ from: '/_app/scoring' });
  const navigate = useNavigate({ from: '/scoring' });
  const canConfigure = useGrant('leads:configure');
  const tab = search.tab ?? 'rules';
  return (
    <GrantGate grant="leads:read">
      <PageHeader title={t('title')} summary={t(`summary.${tab}`)} />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: scoringTabs.find((each) => each === key) } })}
        items={scoringTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
        tabBarStyle={{ margin: 0 }}
        style={{ flex: 'none' }}
      />
      {tab === 'rules' ? <RulesPanel canConfigure={canConfigure} /> : null}
      {tab === 'model' ? (
        <ModelPanel
          canConfigure={canConfigure}
          training={search.training}
          onTraining={(training) => void navigate({ search: { tab: 'model', training } })}
        />
      ) : null}
      {tab === 'versions' ? <VersionsPanel /> : null}
    </GrantGate>
  );
}
