import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/channels/use-channels';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { useMemberOptions } from '../../shared/members/member-select';
import { DayPicker } from '../../shared/time/pickers';
import styles from './sales-analysis.module.css';
import type { SalesSearch } from './sales-search';
import { type DayWindow, type WindowWord, windowWords } from './sales-window';

type SalesControlsProps = {
  search: SalesSearch;
  days: DayWindow;
  onChange: (part: Partial<SalesSearch>) => void;
};

/** Of which days, whose leads, and where from. */
export function SalesControls({ search, days, onChange }: SalesControlsProps) {
  const { t } = useTranslation(['sales-analysis', 'leads']);
  const members = useMemberOptions();
  const channels = useChannels();
  const { window = 'd90', tab = 'funnel' } = search;
  const needsDays = tab !== 'pipeline';
  return (
    <div className={styles.controls}>
      {needsDays ? (
        <Select<WindowWord>
          aria-label={t('sales-analysis:window.label')}
          popupMatchSelectWidth={false}
          value={window}
          options={windowWords.map((value) => ({ value, label: t(`sales-analysis:window.${value}`) }))}
          onChange={(next) =>
            onChange({
              window: next === 'd90' ? undefined : next,
              from: next === 'own' ? days.from : undefined,
              to: next === 'own' ? days.to : undefined,
            })
          }
        />
      ) : null}
      {needsDays && window === 'own' ? (
        <>
          <span>
            <DayPicker
              aria-label={t('sales-analysis:window.from')}
              value={days.from}
              maxToday
              onChange={(from) => onChange({ from: from ?? undefined })}
            />
          </span>
          <span>
            <DayPicker
              aria-label={t('sales-analysis:window.to')}
              value={days.to}
              maxToday
              onChange={(to) => onChange({ to: to ?? undefined })}
            />
          </span>
        </>
      ) : null}
      {tab === 'team' ? null : (
        <>
          <span>
            <MultiFilter
              label={t('leads:field.owner')}
              value={search.owner_id}
              options={[
                { value: 'me', label: t('leads:filter.mine') },
                { value: 'none', label: t('leads:unassigned') },
                ...members,
              ]}
              onChange={(owner_id) => onChange({ owner_id })}
            />
          </span>
          <span>
            <MultiFilter
              label={t('leads:field.channel')}
              value={search.channel_id}
              options={channels.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(channel_id) => onChange({ channel_id })}
            />
          </span>
        </>
      )}
    </div>
  );
}
