import { IconButton } from '@perennial/ui';
import { Button } from 'antd';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ChosenEvents } from '../../../shared/events/chosen-events';
import { EventPicker } from '../../../shared/events/event-picker';
import { AudienceFields } from '../breakdown/audience-fields';
import { withUnit } from '../breakdown/breakdown-search';
import styles from '../builder.module.css';
import { BuilderField } from '../builder-field';
import { ChoiceField } from '../choice-field';
import { RangeFields } from '../range-fields';
import { UnitField } from '../unit-fields';
import { ExclusionLines } from './exclusion-lines';
import { type FunnelSearch, mostExclusions, mostSteps, orders } from './funnel-search';
import { WindowField } from './window-field';

type FunnelBuilderProps = {
  search: FunnelSearch;
  steps: ChosenEvents[];
  set: (change: Partial<FunnelSearch>) => void;
};

export function FunnelBuilder({ search, steps, set }: FunnelBuilderProps) {
  const { t } = useTranslation('insights');
  const exclude = search.exclude ?? [];
  return (
    <>
      <div className={styles.whole}>
        <StepLines steps={steps} onChange={(next) => set({ steps: next })} />
        <ExclusionLines
          exclusions={exclude}
          steps={steps.length}
          onChange={(next) => set({ exclude: next.length > 0 ? next : undefined })}
        />
        <div className={styles.line}>
          <Button
            size="small"
            icon={<Plus size={14} />}
            disabled={steps.length >= mostSteps}
            onClick={() => set({ steps: [...steps, []] })}
          >
            {t('funnel.add_step')}
          </Button>
          <Button
            size="small"
            icon={<Plus size={14} />}
            disabled={exclude.length >= mostExclusions}
            onClick={() => set({ exclude: [...exclude, {}] })}
          >
            {t('funnel.add_exclusion')}
          </Button>
        </div>
      </div>
      <UnitField value={search.unit} onChange={(unit) => set(withUnit(unit, search))} />
      <ChoiceField
        label={t('funnel.order')}
        pointer="/order"
        value={search.order ?? 'ordered'}
        options={orders.map((value) => ({ value, label: t(`funnel.order_${value}`) }))}
        onChange={(order) => set({ order: order === 'ordered' ? undefined : order })}
      />
      <WindowField value={search.window} onChange={(window) => set({ window })} />
      <RangeFields search={search} set={set} />
      <AudienceFields search={search} set={set} />
    </>
  );
}

type StepLinesProps = { steps: ChosenEvents[]; onChange: (steps: ChosenEvents[]) => void };

function StepLines({ steps, onChange }: StepLinesProps) {
  const { t } = useTranslation('insights');
  const swap = (one: number, other: number) =>
    onChange(steps.map((step, at) => (at === one ? steps[other] : at === other ? steps[one] : step) ?? []));
  return steps.map((names, at) => {
    const number = at + 1;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be the same; their place tells them apart
      <div key={at} className={styles.line}>
        <div className={styles.lineMain}>
          <BuilderField label={t('funnel.step', { number })} pointer={`/steps/${at}`}>
            {(control) => (
              <EventPicker
                {...control}
                value={names}
                onChange={(next) => onChange(steps.map((old, place) => (place === at ? (next ?? []) : old)))}
              />
            )}
          </BuilderField>
        </div>
        <span className={styles.remove}>
          <IconButton
            label={t('funnel.step_up', { number })}
            icon={<ArrowUp size={15} />}
            onClick={at > 0 ? () => swap(at, at - 1) : undefined}
          />
          <IconButton
            label={t('funnel.step_down', { number })}
            icon={<ArrowDown size={15} />}
            onClick={number < steps.length ? () => swap(at, at + 1) : undefined}
          />
          <IconButton
            label={t('funnel.step_remove', { number })}
            icon={<X size={15} />}
            onClick={steps.length > 2 ? () => onChange(steps.filter((_, place) => place !== at)) : undefined}
          />
        </span>
      </div>
    );
  });
}
